-- What this build made of each part: the next one makes anew what differs. It comes last: until then tests tell by it what
-- was loaded since.
-- depends_on: {{ ref('int_geraakt') }}, {{ ref('documenten') }}, {{ ref('stg_koppen') }}, {{ ref('stg_tabelgebieden') }}
{{ stand_van_delen() }}
