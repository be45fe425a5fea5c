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

    public static readonly DiagnosticDescriptor IsSpecial = new("DM3008", DiagnosticSeverity.Error,
        "'{0}' is a device or a pipe, and a file is wanted", "Name an ordinary file: the target would put a new file in the place of {1}.");
}
