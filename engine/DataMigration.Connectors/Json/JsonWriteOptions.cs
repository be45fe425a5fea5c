using DataMigration.Connectors.Files;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Json;

/// <summary>What writing JSON Lines and writing an array have in common.</summary>
public abstract record JsonWriteOptions
{
    [Option("File to write, in UTF-8. It appears under this name when the load is whole; missing folders are made. A name that ends in `.gz` is compressed; `\"-\"` is standard output, where rows go as they are ready. "
        + "Integers and decimals are numbers with all their digits, dates and times ISO text, binary values base64; a field of type json is written as it is.", Example = "out/customers.jsonl")]
    public required FilePath Path { get; init; }

    [Option("Whether a dot in a field's name makes an object: `address.city` and `address.zip` become `{\"address\":{\"city\":…,\"zip\":…}}`. With `false` it is a part of the key.")]
    public bool Nest { get; init; } = true;

    [Option("What to do about null: `write` it, or `omit` the key.")]
    public JsonNulls Nulls { get; init; } = JsonNulls.Write;

    [Option("What to do about a file of this name: `replace` it when the load is whole, or `fail` before the first row.")]
    public IfExists IfExists { get; init; } = IfExists.Replace;

    [Option("Rows a file: after so many the next one begins, each whole in itself. The path says where the number goes: `{n}`, or `{nnn}` for three digits at least. All files appear when the load is whole, and with `if_exists: replace` those of an earlier load that follow the last one go.",
        Example = "100000", Minimum = 1)]
    public long? MaxRows { get; init; }
}

/// <summary>How JSON Lines are written.</summary>
public sealed record JsonlTargetOptions : JsonWriteOptions;

/// <summary>How an array is written.</summary>
public sealed record JsonTargetOptions : JsonWriteOptions
{
    [Option("Blanks a level for people to read; 0 writes one row a line.", Minimum = 0, Maximum = 16)]
    public int Indent { get; init; }
}
