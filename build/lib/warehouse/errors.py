"""What can go wrong with the warehouse, in words for the person at the keyboard."""


class WarehouseError(Exception):
    """Base of the errors below; its text is one or two lines for the user."""


class NotPublishedError(WarehouseError):
    """There is no published warehouse under this home yet."""


class SchemaVersionError(WarehouseError):
    """The database was written by a newer version of this program."""


class RecordsError(WarehouseError):
    """Extracted records are missing or do not fit the raw schema."""


class AcceptancesError(WarehouseError):
    """The file of accepted conflicts says something that it cannot mean."""


class QueryError(WarehouseError):
    """The SQL could not be run on the published warehouse."""
