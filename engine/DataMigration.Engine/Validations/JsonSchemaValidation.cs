using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations.JsonSchemas;

namespace DataMigration.Validations;

public sealed record JsonSchemaOptions
{
    [Option("The field to judge: of type json, or text that is JSON.", Example = "settings")]
    public required FieldReference Field { get; init; }

    [Option("The schema, in the words of JSON Schema (draft 4 to 2020-12). References lead to parts of the same schema (#/…); patterns are judged in linear time; `format` is judged for date, date-time, time and uuid and is a note otherwise.", Example = "{ type: object, required: [id] }")]
    public InlineJson? Schema { get; init; }

    [Option("A JSON file that holds the schema instead.", Example = "schemas/settings.json")]
    public FilePath? Path { get; init; }
}

[Component(ComponentKind.Validation, "json_schema", "The JSON of a field must be as a JSON Schema says. Text that is no JSON breaks the rule.",
    Example = "json_schema: { field: settings, schema: { type: object, required: [id], properties: { id: { type: integer, minimum: 1 } } } }")]
public sealed class JsonSchemaValidation(JsonSchemaOptions options) : IValidation
{
    private const int MaxFileBytes = 4 << 20;

    public IRowRule? Compile(RuleContext context)
    {
        int field = context.IndexOf(options.Field);
        if (context.Schema[field].Type is { Kind: not (DataKind.Text or DataKind.Json) } other)
        {
            context.Diagnostics.Add(ValidationMessages.NeedsJson, options.Field.Span, options.Field, other);
            return null;
        }
        if (options.Schema is null == options.Path is null)
        {
            context.Diagnostics.Add(ValidationMessages.JsonSchemaOrigin, options.Field.Span, options.Field, options.Schema is null ? "no schema" : "both a `schema` and a `path`");
            return null;
        }
        if ((options.Schema?.Text ?? Read(options.Path!, context.Diagnostics)) is not { } text) return null;
        var schema = SchemaCompiler.Compile(text, pointer => PlaceOf(pointer), context.Diagnostics);
        return schema is null ? null : new RowRule(field, schema, context.Rule);
    }

    /// <summary>The place of a value, or of the nearest one around it.</summary>
    private SourceSpan? PlaceOf(string pointer)
    {
        if (options.Schema is not { } schema) return options.Path?.Span;
        SourceSpan place;
        while (!schema.Places.TryGetValue(pointer, out place) && pointer.Length > 0) pointer = pointer[..pointer.LastIndexOf('/')];
        return place;
    }

    private static string? Read(FilePath path, DiagnosticBag diagnostics)
    {
        string trouble;
        try
        {
            var file = new FileInfo(path.FullPath);
            if (file.Exists && file.Length <= MaxFileBytes) return File.ReadAllText(path.FullPath);
            trouble = file.Exists ? $"it is larger than {MaxFileBytes >> 20} MB" : Directory.Exists(path.FullPath) ? "it is a folder" : "there is no such file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            trouble = e.Message.TrimEnd('.');
        }
        diagnostics.Add(ValidationMessages.JsonSchemaUnreadable, path.Span, path, trouble);
        return null;
    }

    private sealed class RowRule(int field, SchemaNode schema, Rule rule) : IRowRule
    {
        private const int MaxDepth = 256;

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var column = (TextColumn)batch[field];
            string name = batch.Schema[field].Name;
            foreach (int row in rows)
                if (!column.IsNull(row) && Judge(column[row]) is { } trouble) batch.Failures.Fail(row, rule, name, column[row], $"{name} {trouble}.");
        }

        private string? Judge(ReadOnlySpan<byte> text)
        {
            if (!Utf8.IsValid(text)) return "is not JSON";
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            try
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (reader.BytesConsumed < text.TrimEnd(" \t\r\n"u8).Length) return "is not JSON: something follows the value";
                return new SchemaJudge().Judge(schema, document.RootElement);
            }
            catch (JsonException e)
            {
                return $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
            }
            catch (InvalidOperationException)
            {
                return "has text with half a character (a lone surrogate)";
            }
        }
    }
}
