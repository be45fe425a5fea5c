using DataMigration.Data;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A compiled script as engines need it.</summary>
/// <param name="Parsed">Its text, read when planning; an engine reads it again for itself.</param>
/// <param name="Schema">The row it was compiled for.</param>
internal sealed record KnownScript(ParsedScript Parsed, RecordSchema Schema);
