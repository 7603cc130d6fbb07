{{ breed('amv') }}
