using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Json;

/// <summary>What reading JSON Lines and reading an array have in common.</summary>
public abstract record JsonReadOptions
{
    [Option("File to read. A pattern (`*`, `?`, `**` for folders) reads all files that match, one after the other in the order of their names. `.gz` and `.zip` are unpacked; `-` is standard input.",
        Example = "data/customers-*.jsonl.gz")]
    public required FilePath Path { get; init; }

    [Option("Fields and their types. A name is a key, or the path to a value in nested objects: `address.city`; a key that holds a dot itself wins over a path. A missing key is null. A value is read by its type: a fitting JSON value, or a string that reads as one; "
        + "any other rejects the row with the code `type`. Numbers are exact: `1e3` and `1000.0` are the integer 1000. Without `columns`, the first 10,000 records (or 16 MB) tell the fields: text, or json where an object or an array was seen; "
        + "a number is then the text of its digits, and a path may be named all the same.",
        Example = "{ id: integer, amount: \"decimal(12,2)\", address.city: text, tags: json }", MinItems = 1)]
    public IReadOnlyDictionary<string, DataType>? Columns { get; init; }

    [Option("What to do about a key that is neither in `columns` nor, without them, in the records that told the fields: `reject` the row with the code `columns`, or `ignore` the key.")]
    public JsonUndeclared Undeclared { get; init; } = JsonUndeclared.Reject;

    [Option("Encoding by name, `utf-8` by default. A byte order mark is recognised without it, and wins.", Example = "utf-16le")]
    public string? Encoding { get; init; }

    [Option("A record of more bytes is rejected with the code `size`. When its end is not found within twice as many, the run ends and says where the record starts.", Minimum = 1, Maximum = 1 << 28)]
    public int MaxRecordBytes { get; init; } = 1 << 24;

    /// <summary>The last key of a reject file's records, which is no field; null where there is none.</summary>
    internal string? Ignored { get; init; }
}

/// <summary>How JSON Lines are read.</summary>
public sealed record JsonlSourceOptions : JsonReadOptions;

/// <summary>How an array of records is read.</summary>
public sealed record JsonSourceOptions : JsonReadOptions
{
    [Option("Where in the file the array lies, as a JSON Pointer (RFC 6901). By default the whole file is the array.", Example = "/data/items")]
    public string Pointer { get; init; } = "";
}
