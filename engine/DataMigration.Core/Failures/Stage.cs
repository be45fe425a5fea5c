namespace DataMigration.Failures;

/// <summary>Where on its way a row was judged; the <c>stage</c> of a reasons file, in snake_case.</summary>
public enum Stage
{
    /// <summary>While the source's bytes became a row.</summary>
    Source,

    /// <summary>In a transform.</summary>
    Transform,

    /// <summary>While a mapping made the target's value.</summary>
    Mapping,

    /// <summary>By a validation.</summary>
    Validation,

    /// <summary>By the target (a constraint of its database, say).</summary>
    Target,
}
