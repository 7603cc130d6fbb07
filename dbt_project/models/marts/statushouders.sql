{{ breed('statushouders') }}
