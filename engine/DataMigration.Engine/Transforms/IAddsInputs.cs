using DataMigration.References;

namespace DataMigration.Transforms;

/// <summary>A step at which the rows of other sources join those of the driving one. It does nothing to either.</summary>
internal interface IAddsInputs : IRowStep
{
    /// <summary>They are read behind the driving source, in this order.</summary>
    IReadOnlyList<AddedInput> Inputs { get; }
}

/// <param name="Source">Whose rows join.</param>
/// <param name="Align">Brings them into the shape of the rows at the step; done in its place.</param>
internal sealed record AddedInput(OtherSource Source, IRowStep Align);
