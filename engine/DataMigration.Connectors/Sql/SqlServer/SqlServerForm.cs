namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>How the driver is asked for a column's values.</summary>
internal enum SqlServerForm
{
    Text,
    LongText,
    Variant,
    Binary,
    Bit,
    Byte,
    Int16,
    Int32,
    Int64,
    Real,
    Float,
    Decimal,
    Money,
    Date,
    DateTime,
    Offset,
    Time,
    Guid,
}
