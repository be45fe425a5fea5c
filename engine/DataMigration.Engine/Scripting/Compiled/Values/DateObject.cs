using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A <c>Date</c>: milliseconds since 1970 in UTC, NaN when it is none.</summary>
internal sealed class DateObject(double time) : ScriptObject
{
    public double Time { get; set; } = time;

    public override Family Family => Family.Date;

    public override string ClassName => "Date";
}
