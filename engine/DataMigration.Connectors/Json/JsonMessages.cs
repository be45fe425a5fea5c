using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Json;

/// <summary>What can be wrong with a JSON file as a whole, or with the options that describe one.</summary>
public static class JsonMessages
{
    public static readonly DiagnosticDescriptor BadPointer = new("DM3301", DiagnosticSeverity.Error,
        "'{0}' is no JSON Pointer: {1}", "Write the keys on the way to the array, each behind a slash: `/data/items`; leave it out when the whole file is the array.");

    public static readonly DiagnosticDescriptor TypeInside = new("DM3302", DiagnosticSeverity.Error,
        "`columns` says that '{0}' is {1}, and that '{2}' lies inside it", "Call '{0}' json, or leave one of the two out.");

    public static readonly DiagnosticDescriptor FieldInside = new("DM3303", DiagnosticSeverity.Error,
        "the field '{0}' cannot be written inside '{1}', which is a field with a value of its own", "Rename one of the two, or say `nest: false`: then a dot is a part of the key.");

    public static readonly DiagnosticDescriptor NothingThere = new("DM3310", DiagnosticSeverity.Error,
        "'{0}' holds nothing at '{1}'", "Check `pointer` against the file: `{1}` should lead to the array of records.");

    public static readonly DiagnosticDescriptor NotAnArray = new("DM3311", DiagnosticSeverity.Error,
        "'{0}' holds {1} {2} on line {3} (byte {4}), and an array is wanted", "Say with `pointer` where the array of records lies (`/data/items`), or read the file as `jsonl` when every line is a record.");

    public static readonly DiagnosticDescriptor Malformed = new("DM3312", DiagnosticSeverity.Error,
        "'{0}' is not valid JSON on line {1}, column {2} (byte {3}): {4}", "Mend the file; what follows cannot be told apart. A file with one record a line is read by `jsonl`.");

    public static readonly DiagnosticDescriptor EndlessRecord = new("DM3313", DiagnosticSeverity.Error,
        "'{0}': what starts on line {1} (byte {2}) does not end within {3} bytes", "Check that this is the right kind of JSON file (`jsonl` has a record a line, `json` an array), or raise `max_record_bytes`.");

    public static readonly DiagnosticDescriptor SeveralEncodings = new("DM3314", DiagnosticSeverity.Error,
        "'{0}' is {1}, and the files before it are {2}", "Read them as two sources, or convert one with `iconv`.");

    public static readonly DiagnosticDescriptor NotText = new("DM3315", DiagnosticSeverity.Error,
        "'{0}' holds bytes that are not {1}, near byte {2}", "Check `encoding`, or mend the file.");
}
