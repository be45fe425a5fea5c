namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The binary forms of values that we read and write; everything else goes as text.</summary>
internal enum PostgresForm
{
    Text,
    Json,
    Jsonb,
    Binary,
    Boolean,
    Int2,
    Int4,
    Int8,
    Float4,
    Float8,
    Numeric,
    Date,
    Timestamp,
    TimestampTz,
    Time,
    Uuid,
}
