using DataMigration.Diagnostics;

namespace DataMigration.Scripting;

/// <summary>What can be wrong with a script before the first row, and the one thing that ends a run.</summary>
public static class ScriptMessages
{
    public static readonly DiagnosticDescriptor Syntax = new("DM2301", DiagnosticSeverity.Error,
        "the script cannot be read: {0}", "Mend the JavaScript here; a script is an expression, or a function body with 'return'.");

    public static readonly DiagnosticDescriptor Modern = new("DM2302", DiagnosticSeverity.Error,
        "{0} not among the JavaScript that scripts are written in", "{1}");

    public static readonly DiagnosticDescriptor UnknownField = new("DM2304", DiagnosticSeverity.Error,
        "there is no field called '{0}' in the row", "{1}");

    public static readonly DiagnosticDescriptor UnknownParameter = new("DM2305", DiagnosticSeverity.Error,
        "there is no parameter called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor UnknownRunMember = new("DM2306", DiagnosticSeverity.Error,
        "'run' has nothing called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor UnknownName = new("DM2307", DiagnosticSeverity.Error,
        "there is no {0} called '{1}'", "{2}");

    public static readonly DiagnosticDescriptor ReadOnly = new("DM2308", DiagnosticSeverity.Error,
        "'{0}' cannot be changed: {1} is read-only in scripts", "Keep the new value in a variable ('const x = …') and return it.");

    public static readonly DiagnosticDescriptor StateBetweenRows = new("DM2309", DiagnosticSeverity.Error,
        "'{0}' would be remembered from one row to the next, and rows run side by side in no fixed order", "Declare it with 'let' inside the function, so that every call starts afresh.");

    public static readonly DiagnosticDescriptor NoReturn = new("DM2310", DiagnosticSeverity.Error,
        "the script never returns a value", "Put 'return' before the value, or write a single expression without ';'.");

    public static readonly DiagnosticDescriptor Forbidden = new("DM2311", DiagnosticSeverity.Error,
        "'{0}' is not available to scripts", "{1}");

    public static readonly DiagnosticDescriptor Accessor = new("DM2312", DiagnosticSeverity.Error,
        "getters and setters are not available to scripts", "Write a function and call it, or a plain property.");

    public static readonly DiagnosticDescriptor TooLong = new("DM2313", DiagnosticSeverity.Error,
        "the script has {0:N0} characters; {1:N0} are allowed", "Move parts of it to files under 'scripts', or data to a lookup.");

    public static readonly DiagnosticDescriptor TooDeep = new("DM2314", DiagnosticSeverity.Error,
        "the script is nested too deeply here: {0}", "Split it into statements or functions; long lists belong into an array or an object.");

    public static readonly DiagnosticDescriptor WideNumber = new("DM2315", DiagnosticSeverity.Warning,
        "'{0}' is {1}, wider than a JavaScript number holds, so scripts see it as text, and this calculates with it", "Calculate in the database, or map it to a decimal of at most 15 digits first; Number(row.{0}) takes the loss knowingly.");

    public static readonly DiagnosticDescriptor FileUnreadable = new("DM2316", DiagnosticSeverity.Error,
        "the script file '{0}' cannot be read: {1}", "Check the path; it is relative to the pipeline file.");

    public static readonly DiagnosticDescriptor DuplicateName = new("DM2317", DiagnosticSeverity.Error,
        "'{0}' {1}", "Give it another name: the names of all script files live side by side.");

    public static readonly DiagnosticDescriptor LoadFailed = new("DM2318", DiagnosticSeverity.Error,
        "the script file fails when it is loaded: {0}", "Code outside functions runs once, before the first row; keep it to functions and constants.");

    public static readonly DiagnosticDescriptor BadRegex = new("DM2319", DiagnosticSeverity.Error,
        "the regular expression {0} cannot be used: {1}", "Write it as JavaScript has it, with flags of which each comes once.");

    public static readonly DiagnosticDescriptor Constant = new("DM2320", DiagnosticSeverity.Error,
        "'{0}' is a constant and is assigned again", "Declare it with 'let' instead of 'const'.");

    public static readonly DiagnosticDescriptor TwoEngines = new("DM2321", DiagnosticSeverity.Error,
        "no engine runs this script: {0} is not compiled, and {1} ({3}) is newer than ECMAScript 5.1, which the other engine knows", "{2}");

    public static readonly DiagnosticDescriptor UnknownMember = new("DM2322", DiagnosticSeverity.Warning,
        "'{0}' is {1}, which has nothing called '{2}'", "{3}");

    public static readonly DiagnosticDescriptor TimeLimit = new("DM2350", DiagnosticSeverity.Error,
        "a script ran for more than {0} seconds on one row ({1})", "Look for a loop that does not end or a value of unexpected size; the row's place: {2}.");
}
