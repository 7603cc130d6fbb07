-- What this build made of each part: the next one makes anew what differs.
-- depends_on: {{ ref('int_geraakt') }}
{{ stand_van_delen() }}
