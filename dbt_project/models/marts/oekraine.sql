{{ breed('oekraine') }}
