namespace DataMigration.Declarations;

/// <summary>The places in a pipeline or project file where a component's key can stand.</summary>
public enum ComponentKind
{
    /// <summary>Under a name in <c>sources:</c>. The class is an <see cref="Connectors.ISource"/>.</summary>
    Source,

    /// <summary>Under a name in <c>targets:</c>. The class is an <see cref="Connectors.ITarget"/>.</summary>
    Target,

    /// <summary>Under a name in <c>connections:</c> of the project file. The class is an <see cref="Connectors.IConnection"/>.</summary>
    Connection,

    /// <summary>An entry of <c>transforms:</c>.</summary>
    Transform,

    /// <summary>An entry of <c>validations:</c>.</summary>
    Validation,

    /// <summary>An entry of a mapping's <c>apply:</c>.</summary>
    Function,
}
