using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.DataSets;
using Reproduce.Torch;
using Reproduce.Torch.Native;

namespace Reproduce.Claims.Rules;

/// <summary>Tests can be listed whatever the environment says; a wrong variable is told by the tests that need it.</summary>
[TestFixture]
public sealed class DiscoveryRules
{
    [Test]
    public void Listing_the_studies_names_profile_and_device_and_looks_for_neither_libtorch_nor_data()
    {
        var studies = ImageStudy.AllOf(variable => variable switch
        {
            Profile.EnvironmentVariable => "paper",
            BackendChoice.DeviceVariable => "cuda",
            LibTorchSource.EnvironmentVariable or DataFolder.EnvironmentVariable =>
                throw new InvalidOperationException($"{variable} is read"),
            _ => null,
        });

        studies.Select(study => study.ToString()).Should().Equal(
            DataSetList.All.Select(set => $"{set.Title}, Paper, cuda:0 SinglePrecision"));
    }

    [TestCase(Profile.EnvironmentVariable, "REPRODUCE_PROFILE is 'abacus'; expected Quick or Paper.")]
    [TestCase(BackendChoice.DeviceVariable, "REPRODUCE_DEVICE is 'abacus'; expected cpu, libtorch or cuda.")]
    public void A_wrong_variable_is_told_when_the_models_are_asked_for(string wrong, string message)
    {
        var studies = ImageStudy.AllOf(variable => variable == wrong ? "abacus" : null);

        studies.Select(study => study.ToString()).Should().Equal(DataSetList.All.Select(set => set.Title));
        FluentActions.Invoking(() => studies[0].Prepare(Flavours.Teachers)).Should().Throw<ArgumentException>().WithMessage(message);
    }
}
