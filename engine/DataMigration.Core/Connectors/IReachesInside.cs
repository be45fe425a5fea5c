namespace DataMigration.Connectors;

/// <summary>A source whose values can hold values (JSON), which a pipeline may name by their path.</summary>
public interface IReachesInside
{
    /// <summary>Says which fields the pipeline names, before <see cref="ISource.DiscoverAsync"/>. Those that turn out to lie inside another one join the discovered schema, marked
    /// <see cref="Data.Field.IsPart"/>; any other name is the planner's business.</summary>
    void Ask(IReadOnlyCollection<string> names);
}
