using DataMigration.Diagnostics;

namespace DataMigration.Configuration;

/// <summary>What can be wrong with a pipeline or project file by itself: its text, its shape, its variables.</summary>
public static class ConfigurationMessages
{
    public static readonly DiagnosticDescriptor Unreadable = new("DM1101", DiagnosticSeverity.Error,
        "cannot read '{0}': {1}", "{2}");

    public static readonly DiagnosticDescriptor TooLarge = new("DM1102", DiagnosticSeverity.Error,
        "the file has {0} bytes, and more than {1} are not read as YAML", "Keep data in data files; a pipeline only says where they are.");

    public static readonly DiagnosticDescriptor NotUtf8 = new("DM1103", DiagnosticSeverity.Error,
        "the file is not UTF-8: the byte 0x{0:X2} at offset {1} belongs to no character", "Save the file as UTF-8.");

    public static readonly DiagnosticDescriptor ControlCharacter = new("DM1104", DiagnosticSeverity.Error,
        "the control character U+{0:X4} cannot stand in YAML", "Delete it; in double quotes it can be written as \"\\u{0:X4}\".");

    public static readonly DiagnosticDescriptor EmptyFile = new("DM1105", DiagnosticSeverity.Error,
        "the file is empty", "A pipeline needs at least `pipeline`, `sources` and `targets`.");

    public static readonly DiagnosticDescriptor TabIndentation = new("DM1106", DiagnosticSeverity.Error,
        "a tab indents this line", "indent with spaces");

    public static readonly DiagnosticDescriptor NotYaml = new("DM1107", DiagnosticSeverity.Error,
        "{0}", "{1}");

    public static readonly DiagnosticDescriptor DuplicateKey = new("DM1108", DiagnosticSeverity.Error,
        "the key '{0}' stands twice in one mapping; the first is in line {1}, column {2}", "Drop one of the two.");

    public static readonly DiagnosticDescriptor Anchor = new("DM1109", DiagnosticSeverity.Error,
        "anchors and aliases ('{0}') are not read here", "Write the value out where it is needed, or use a parameter: `${{name}}`. Text that starts with & or * goes in quotes.");

    public static readonly DiagnosticDescriptor Tag = new("DM1110", DiagnosticSeverity.Error,
        "tags ('{0}') are not read here", "Drop the tag: the key decides the type. Text that starts with ! goes in quotes.");

    public static readonly DiagnosticDescriptor MergeKey = new("DM1111", DiagnosticSeverity.Error,
        "the merge key '<<' is not read here", "Write the keys out; what pipelines share goes into `defaults` of datamigration.yaml.");

    public static readonly DiagnosticDescriptor SeveralDocuments = new("DM1112", DiagnosticSeverity.Error,
        "a second document starts here", "Keep one document a file: move the rest into a file of its own.");

    public static readonly DiagnosticDescriptor TooDeep = new("DM1113", DiagnosticSeverity.Error,
        "lists and mappings are nested deeper than {0} levels", "Nothing in a pipeline is that deep: look for brackets that are never closed.");

    public static readonly DiagnosticDescriptor ComplexKey = new("DM1114", DiagnosticSeverity.Error,
        "a list or mapping cannot be a key", "Write the key as text; text with brackets or braces goes in quotes.");

    public static readonly DiagnosticDescriptor UnknownKey = new("DM1201", DiagnosticSeverity.Error,
        "there is no key '{0}' in {1}", "{2}");

    public static readonly DiagnosticDescriptor MissingKey = new("DM1202", DiagnosticSeverity.Error,
        "{0} lacks the key '{1}'", "Add `{1}`: {2}");

    public static readonly DiagnosticDescriptor WrongKind = new("DM1203", DiagnosticSeverity.Error,
        "{0} must be {1}, not {2}", "{3}");

    public static readonly DiagnosticDescriptor UnknownWord = new("DM1204", DiagnosticSeverity.Error,
        "{0} cannot be '{1}'", "{2}");

    public static readonly DiagnosticDescriptor PatternMismatch = new("DM1205", DiagnosticSeverity.Error,
        "{0} is '{1}', which does not match {2}", "{3}");

    public static readonly DiagnosticDescriptor OutOfRange = new("DM1206", DiagnosticSeverity.Error,
        "{0} must be {1}, not {2}", "Write a number within these bounds.");

    public static readonly DiagnosticDescriptor TooFewEntries = new("DM1207", DiagnosticSeverity.Error,
        "{0} needs at least {1}", "{2}");

    public static readonly DiagnosticDescriptor NoComponent = new("DM1208", DiagnosticSeverity.Error,
        "{0} needs exactly one of {1}; found none", "Say which {2} it is.");

    public static readonly DiagnosticDescriptor SeveralComponents = new("DM1209", DiagnosticSeverity.Error,
        "{0} needs exactly one of {1}; found {2}", "Keep one; each further one is an entry of its own.");

    public static readonly DiagnosticDescriptor UnknownComponent = new("DM1210", DiagnosticSeverity.Error,
        "there is no {0} called '{1}'", "{2}");

    public static readonly DiagnosticDescriptor UnknownType = new("DM1211", DiagnosticSeverity.Error,
        "there is no type '{0}'", "{1}");

    public static readonly DiagnosticDescriptor BadThreshold = new("DM1212", DiagnosticSeverity.Error,
        "{0} is '{1}', which is neither a count nor a share", "Write a count of rows such as 50, or a share of at most 100 % such as 5%.");

    public static readonly DiagnosticDescriptor NotOneCharacter = new("DM1213", DiagnosticSeverity.Error,
        "{0} must be one character, not '{1}'", "{2}");

    public static readonly DiagnosticDescriptor MappingOrigin = new("DM1214", DiagnosticSeverity.Error,
        "the field '{0}' needs exactly one of from, value, script; found {1}", "Say once where its value comes from.");

    public static readonly DiagnosticDescriptor OtherwiseAlone = new("DM1215", DiagnosticSeverity.Error,
        "the field '{0}' has `otherwise` but no `values`", "List the known `values` beside it; a value for null is `default`.");

    public static readonly DiagnosticDescriptor StarEntry = new("DM1216", DiagnosticSeverity.Error,
        "{0}", "`\"*\": {{ except: [internal_id] }}` takes every source field but those; all other keys belong to a field's own entry.");

    public static readonly DiagnosticDescriptor BadDuration = new("DM1218", DiagnosticSeverity.Error,
        "{0} is '{1}', which is not a duration", "Write a whole number and its unit: 90m, 12h or 30d.");

    public static readonly DiagnosticDescriptor BadPath = new("DM1217", DiagnosticSeverity.Error,
        "{0} is '{1}', which is not a path", "Write the path of a file, relative to this one.");

    public static readonly DiagnosticDescriptor UnknownParameter = new("DM1301", DiagnosticSeverity.Error,
        "there is no parameter called '{0}'", "{1}");

    /// <summary>An error of a run, a warning otherwise: pull requests have no secrets.</summary>
    public static readonly DiagnosticDescriptor UndefinedVariable = new("DM1302", DiagnosticSeverity.Error,
        "the environment variable '{0}' is not set", "Set it, or give it a default: `${{env:{0}:default}}`.");

    public static readonly DiagnosticDescriptor VariableInPipeline = new("DM1303", DiagnosticSeverity.Error,
        "a pipeline cannot read the environment variable '{0}'", "Put it in a connection of datamigration.yaml, or declare a parameter and give it by `--set`.");

    public static readonly DiagnosticDescriptor BadPlaceholder = new("DM1304", DiagnosticSeverity.Error,
        "'{0}' is no variable", "Write `${{name}}` for a parameter, `${{env:NAME}}` or `${{env:NAME:default}}` for the environment, `$${{` for the characters `${{`.");

    public static readonly DiagnosticDescriptor UnknownSetting = new("DM1305", DiagnosticSeverity.Error,
        "--set {0}=…: the pipeline '{1}' has no parameter called '{0}'", "{2}");

    public static readonly DiagnosticDescriptor BadParameterValue = new("DM1306", DiagnosticSeverity.Error,
        "the parameter '{0}' is '{1}', which is not {2}", "Write the value as the type writes it.");

    /// <summary>An error of a run, a warning otherwise.</summary>
    public static readonly DiagnosticDescriptor ParameterWithoutValue = new("DM1307", DiagnosticSeverity.Error,
        "the parameter '{0}' has no value", "Give it by `--set {0}=…`, or give it a `default`.");

    public static readonly DiagnosticDescriptor UnknownEnvironment = new("DM1308", DiagnosticSeverity.Error,
        "there is no environment called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor ParameterInProject = new("DM1309", DiagnosticSeverity.Error,
        "the project file cannot use the parameter '{0}': parameters belong to one pipeline", "Use the environment: `${{env:NAME}}`.");

    public static readonly DiagnosticDescriptor BadParameterName = new("DM1310", DiagnosticSeverity.Error,
        "'{0}' cannot be the name of a parameter", "Start with a letter or _, and go on with letters, digits, _ and -.");

    public static readonly DiagnosticDescriptor VariableInParameter = new("DM1311", DiagnosticSeverity.Error,
        "the declaration of a parameter cannot use '{0}'", "Write the value out.");
}
