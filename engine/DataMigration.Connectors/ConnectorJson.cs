using System.Text.Json.Serialization;
using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Connectors.Sql;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Connectors.Sql.Reading;

namespace DataMigration.Connectors;

/// <summary>What connectors write down as JSON for themselves, described when they are built: describing it by reflection took a tenth of a short run.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(OutputMark))]
[JsonSerializable(typeof(JournaledLoad))]
[JsonSerializable(typeof(SqlMark))]
[JsonSerializable(typeof(CommittedRange))]
[JsonSerializable(typeof(JournalContent))]
[JsonSerializable(typeof(SqlCursor))]
[JsonSerializable(typeof(SqlRangesCursor))]
[JsonSerializable(typeof(SqlName))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
