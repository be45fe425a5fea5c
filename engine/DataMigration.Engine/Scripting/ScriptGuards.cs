namespace DataMigration.Scripting;

/// <summary>What must hold for the whole process before the first script.</summary>
public static class ScriptGuards
{
    /// <summary>How long one match of a script's regular expression may take.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Bounds every regular expression that is made without a limit of its own. .NET reads the setting once, before the first expression of the
    /// process, so the composition root calls this first. Expressions of scripts carry their own limit and do not depend on it.
    /// </summary>
    public static void Install()
    {
        const string name = "REGEX_DEFAULT_MATCH_TIMEOUT";
        if (AppDomain.CurrentDomain.GetData(name) is null) AppDomain.CurrentDomain.SetData(name, MatchTimeout);
    }
}
