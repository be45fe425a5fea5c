using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>A source whose rows flow through the pipeline: the driving one, or one that joins at a union.</summary>
/// <param name="Name">Its name in the pipeline.</param>
/// <param name="Source">What reads it.</param>
/// <param name="Schema">Its fields.</param>
/// <param name="FirstStep">The first transform its rows go through.</param>
/// <param name="Align">What brings them into the shape of the other rows before that, or null.</param>
internal sealed record PlanInput(string Name, ISource Source, RecordSchema Schema, int FirstStep, IRowStep? Align);
