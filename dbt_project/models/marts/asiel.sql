{{ breed('asiel') }}
