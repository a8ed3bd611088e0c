using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Figures;
using Reproduce.Testing;

namespace Reproduce.Claims;

/// <summary>The figures and tables that show the models of the claim; those of one model show the paper's seed, 42.</summary>
public sealed partial class DoubleRegularization
{
    [Test]
    public Task Figure_3_both_regularizers() => FigureSnapshot.Verify(
        BothRegularizersFigure.Render(
            _study.Data,
            [
                .. ToyExperiment.Temperatures.Select(T => new TeacherAndStudent(
                    T, _study.Of(Teacher, T).OfPaperSeed.Network, _study.Of(Student, T).OfPaperSeed.Network)),
            ]),
        figures: 3);

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_19_23_27_31_rounded_boundaries(int T) =>
        FigureSnapshot.Verify(ModelGridFigure.RoundedBoundaries(_study.Data, _study.PaperNetworks(T), T), ToyStudy.AppendixFigure(19, T));

    [Test]
    public Task Teachers_and_students_trained_longer() => TableSnapshot.Verify(ToyTables.Lengths(
        _study,
        from length in Lengths
        from temperature in ToyExperiment.Temperatures
        from model in new[] { Teacher, Student }
        select Stretched(model, temperature, length)));

    [Test]
    public Task Teachers_with_dropout() =>
        TableSnapshot.Verify(ToyTables.DropoutRates(_study, DropoutRates.Prepend(0).Select(WithDropout)));

    [Test]
    public Task How_the_models_are_trained() => TableSnapshot.Verify(ToyTables.Recipes(Recipes));
}
