using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Claims.Images;

/// <summary>A sign that an attack fails on a model because its gradients are masked, and not because the model resists.</summary>
/// <param name="Title">Its name in tables.</param>
/// <param name="Statement">What it says of the models trained at T, in one sentence.</param>
/// <param name="Source">Who asks for it.</param>
/// <param name="Effect">What is measured.</param>
/// <param name="IsRaised">The rule by which it is raised, with its margin.</param>
/// <param name="IsNotRaised">Its opposite.</param>
/// <param name="CaseOf">The effect on a model.</param>
/// <param name="Images">Number of images that the effect is measured on.</param>
internal sealed record MaskingFlag(
    string Title,
    string Statement,
    string Source,
    string Effect,
    Rule IsRaised,
    Rule IsNotRaised,
    Func<ModelName, MeasuredCase> CaseOf,
    int Images)
{
    /// <summary>The sub-claim that the flag is raised for the models trained at T.</summary>
    /// <param name="study">The data.</param>
    /// <param name="conclusions">What was concluded, by data.</param>
    public SubClaim RaisedAtT(ImageStudy study, params DataConclusion[] conclusions) =>
        ImageSubClaims.OfShares(Images, study, Statement, Source, Effect, IsRaised, ModelsOfSize.AllTrainedAtT.Select(CaseOf), conclusions);

    /// <summary>The effect on a model in its unit.</summary>
    public double Of(ModelName model) => Bootstrap.Estimate(CaseOf(model).Sample).Value;

    /// <summary>Whether the data decide that the flag is raised for a model.</summary>
    public bool IsRaisedFor(ModelName model) => IsRaised.Decide(Bootstrap.Estimate(CaseOf(model).Sample)) == Verdict.Supported;

    /// <summary>The sub-claim that the flag is not raised for plain teachers.</summary>
    /// <param name="study">The data.</param>
    /// <param name="conclusions">What was concluded, by data.</param>
    public SubClaim NotRaisedOnPlain(ImageStudy study, params DataConclusion[] conclusions) =>
        ImageSubClaims.OfShares(
            Images,
            study,
            $"For plain teachers the flag '{Title}' is not raised; an effect of {IsRaised} would raise it.",
            $"control of ours: {Source}",
            Effect,
            IsNotRaised,
            ModelsOfSize.AllPlain.Select(CaseOf),
            conclusions);
}
