using Reproduce.Claims.Toy;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;

namespace Reproduce.Claims;

/// <summary>Usual regularizers at temperature 1, which temperature and distillation are compared with.</summary>
public sealed partial class DoubleRegularization
{
    // The usual rate of label smoothing (Szegedy et al., 2016; Müller et al., 2019), and PyTorch's default weight decay of AdamW, here
    // added to Adam's gradient. Chosen before any such model was trained.
    private const double Smoothing = 0.1;
    private const double Decay = 0.01;

    private static IEnumerable<Recipe> OtherRegularizers => [WithSmoothing(), WithDecay()];

    [Test]
    public Task Control_other_regularizers_simplify_as_well() => SubClaimSnapshot.Verify(OtherRegularizersSimplify());

    [Test]
    public Task Teachers_with_other_regularizers() =>
        TableSnapshot.Verify(ToyTables.Regularizers(_study, OtherRegularizers.Prepend(WithDropout(0))));

    private SubClaim OtherRegularizersSimplify() => SubClaim.Decide(
        "Regularizers of another kind simplify the boundaries of temperature-1 teachers as well: label smoothing and weight decay.",
        "section 5.1.2: 'it has been widely studied that smoother labels have a regularizing effect'; the comparison is ours",
        $"boundary pieces of FT_temp1 with the regularizer / without; dropout, which was looked at before, beside them; {Counts}",
        RatioRule.Shrinks,
        [
            .. PieceRatios(FormattableString.Invariant($"label smoothing {Smoothing}"), _study.Of(WithSmoothing()), Plain()),
            .. PieceRatios(FormattableString.Invariant($"weight decay {Decay}"), _study.Of(WithDecay()), Plain()),
            .. PieceRatios(Label(DropoutRate), _study.Of(WithDropout(DropoutRate)), Plain())
                .Select(one => one with { Decides = false }),
        ],
        new Conclusion(
            Verdict.Contradicted,
            "They do not: with label smoothing boundaries have a few more pieces that can be seen, with weight decay as many. Both soften "
                + "the boundaries, as a temperature does not."));

    private SeedGroup Plain() => _study.Of(WithDropout(0));

    private static Recipe WithSmoothing() => WithDropout(0) with { LabelSmoothing = Smoothing };

    private static Recipe WithDecay()
    {
        var recipe = WithDropout(0);
        return recipe with { Optimizer = recipe.Optimizer with { WeightDecay = Decay } };
    }
}
