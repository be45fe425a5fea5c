namespace DataMigration.Scripting.Compiled.Language;

/// <summary>Values that have the same methods.</summary>
internal enum Family
{
    Text,
    Number,
    Boolean,
    Object,
    Array,
    Function,
    Date,
    Regex,
    Error,
    Map,
    Set,
    Iterator,
}
