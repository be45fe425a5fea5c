namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What the driver is given for a column.</summary>
internal enum SqlServerSending
{
    Text,
    Bytes,
    Boolean,
    Byte,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    Money,
    Date,
    DateTime,
    Offset,
    Time,
    Guid,
}
