using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Files;

/// <summary>What can be wrong with a file or folder, whatever its format.</summary>
public static class FileMessages
{
    public static readonly DiagnosticDescriptor NotFound = new("DM3001", DiagnosticSeverity.Error,
        "there is no file '{0}'", "Looked for {1}; a relative path starts at the folder of the file it stands in.");

    public static readonly DiagnosticDescriptor IsFolder = new("DM3002", DiagnosticSeverity.Error,
        "'{0}' is a folder, and a file is wanted", "Name a file inside {1}.");

    public static readonly DiagnosticDescriptor ReadDenied = new("DM3003", DiagnosticSeverity.Error,
        "no permission to read '{0}'", "Let the user who runs this read {1}.");

    public static readonly DiagnosticDescriptor WriteDenied = new("DM3004", DiagnosticSeverity.Error,
        "no permission to write '{0}'", "Let the user who runs this create files in the folder of {1}.");

    public static readonly DiagnosticDescriptor ReadFailed = new("DM3005", DiagnosticSeverity.Error,
        "'{0}' could not be read: {2}", "See to the cause and run again; {1} was opened.");

    public static readonly DiagnosticDescriptor WriteFailed = new("DM3006", DiagnosticSeverity.Error,
        "'{0}' could not be written: {2}", "See to the cause (a full disk, a lost drive) and run again; {1} is as it was before the run.");

    public static readonly DiagnosticDescriptor AlreadyExists = new("DM3007", DiagnosticSeverity.Error,
        "'{0}' exists already, and the target says `if_exists: fail`", "Move {1} away, or let the target replace it: `if_exists: replace`.");

    public static readonly DiagnosticDescriptor NoMatch = new("DM3008", DiagnosticSeverity.Error,
        "no file matches '{0}'", "Looked for {1}; `*` and `?` stand for parts of one name, `**` for any folders; a relative path starts at the folder of the file it stands in.");

    public static readonly DiagnosticDescriptor Shrank = new("DM3009", DiagnosticSeverity.Error,
        "'{0}' became shorter while it was read: {2} bytes at first, {3} now", "Run again when nobody writes to {1} any more.");

    public static readonly DiagnosticDescriptor Replaced = new("DM3010", DiagnosticSeverity.Error,
        "'{0}' was written anew while it was read", "Run again when nobody writes to {1} any more; a file that only grows is read up to the length it had at first.");

    public static readonly DiagnosticDescriptor Truncated = new("DM3011", DiagnosticSeverity.Error,
        "'{0}' is cut off: its {2} data ends too early, after {3} decompressed bytes", "Fetch {1} again; the copy is not whole.");

    public static readonly DiagnosticDescriptor Damaged = new("DM3012", DiagnosticSeverity.Error,
        "'{0}' is damaged: its {2} data cannot be read past {3} decompressed bytes ({4})", "Fetch {1} again, and check it with `{5}`.");

    public static readonly DiagnosticDescriptor Overblown = new("DM3013", DiagnosticSeverity.Error,
        "'{0}' unpacks to more than {2} times its size of {3} bytes (stopped at {4} bytes), as only a decompression bomb does", "If the data is meant to be so, decompress {1} first and read the result.");

    public static readonly DiagnosticDescriptor NoEntry = new("DM3014", DiagnosticSeverity.Error,
        "'{0}' holds no file{2}", "List what {1} holds with `unzip -l`.");

    public static readonly DiagnosticDescriptor UnreadableEntry = new("DM3015", DiagnosticSeverity.Error,
        "'{0}' cannot be unpacked: {2}", "Pack {1} again, unencrypted, by the method `deflate`.");

    public static readonly DiagnosticDescriptor StandardInputTaken = new("DM3016", DiagnosticSeverity.Error,
        "standard input was read already, and it can be read only once", "Let one source alone read `-`, or put its data into a file.");

    public static readonly DiagnosticDescriptor ZipTarget = new("DM3017", DiagnosticSeverity.Error,
        "'{0}' would be a zip file, which is read but not written", "End the name in `.gz`, and the file is compressed as it is written.");

    public static readonly DiagnosticDescriptor NumberNeeded = new("DM3018", DiagnosticSeverity.Error,
        "`max_rows` makes several files, and '{0}' is one name", "Say where the file's number goes: `out-{{n}}.csv`; each `n` more is a digit, so `{{nnn}}` makes 001.");

    public static readonly DiagnosticDescriptor NumberUnused = new("DM3019", DiagnosticSeverity.Error,
        "'{0}' has a place for a file's number, and without `max_rows` there is one file only", "Say after how many rows the next file begins: `max_rows: 100000`; or name the file without braces.");

    public static readonly DiagnosticDescriptor UnknownEncoding = new("DM3020", DiagnosticSeverity.Error,
        "there is no encoding called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor StandardOutputFailed = new("DM3021", DiagnosticSeverity.Error,
        "standard output could not be written: {0}", "See why its reader stopped (`head` does after its last line); what it got is not the whole load.");

    public static readonly DiagnosticDescriptor StandardOutputTaken = new("DM3022", DiagnosticSeverity.Error,
        "two targets write to standard output", "Let one of them alone write to `-`.");

    public static readonly DiagnosticDescriptor IsSpecial = new("DM3023", DiagnosticSeverity.Error,
        "'{0}' is a device or a pipe, and a file is wanted", "Name an ordinary file: the target would put a new file in the place of {1}.");

    public static readonly DiagnosticDescriptor ChangedBefore = new("DM3024", DiagnosticSeverity.Error,
        "what the run had read of '{0}', up to line {1} (byte {2}), is not there any more: {3}", "Put the file back as it was, or run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor PartMissing = new("DM3025", DiagnosticSeverity.Error,
        "the unfinished file {1} of '{0}' is not as the run left it: {2}", "Run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor BadCursor = new("DM3026", DiagnosticSeverity.Error,
        "how far the run had read '{0}' cannot be told: '{1}' is no place in a file", "Run the pipeline again from the start.");
}
