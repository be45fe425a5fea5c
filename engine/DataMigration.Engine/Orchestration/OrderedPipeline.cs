namespace DataMigration.Orchestration;

/// <summary>A pipeline at its place in the order.</summary>
/// <param name="Given">Its number among those given, from 0.</param>
/// <param name="Name">Of the pipeline.</param>
/// <param name="Path">Of its file, absolute.</param>
/// <param name="After">The places of those that it comes after, all before its own.</param>
public sealed record OrderedPipeline(int Given, string Name, string Path, IReadOnlyList<int> After);
