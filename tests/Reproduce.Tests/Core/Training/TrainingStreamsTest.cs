using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class TrainingStreamsTest
{
    [Test]
    public void The_streams_of_a_model_are_drawn_independently()
    {
        var streams = Of("FT_temp1");

        uint[] firstDraws = [First(streams.Initialization()), First(streams.SampleOrder()), First(streams.Dropout())];

        firstDraws.Should().OnlyHaveUniqueItems();
    }

    [TestCase("FT_temp1", "FT_tempT")]
    [TestCase("RS_temp1_from_FT_temp1", "RS_tempT_from_RT_tempT")]
    public void Models_of_one_role_and_size_share_every_stream_at_any_temperature_and_from_any_teacher(string model, string other) =>
        Draws(Of(model, temperature: 40)).Should().Equal(Draws(Of(other, temperature: 20)));

    [TestCase("FT_temp1", "RT_temp1", 42)]
    [TestCase("FT_temp1", "FS_temp1_from_FT_temp1", 42)]
    [TestCase("FT_temp1", "FT_temp1", 43)]
    public void Another_size_role_or_seed_has_other_weights_and_dropout(string model, string other, int seed)
    {
        Draws(Of(model))[..2].Should().NotIntersectWith(Draws(Of(other, seed: seed))[..2]);
        First(Of(model).SampleOrder()).Equals(First(Of(other, seed: seed).SampleOrder())).Should().Be(seed == 42);
    }

    private static TrainingStreams Of(string model, double temperature = 40, int seed = 42) =>
        new(ToyExperiment.Recipe(ModelName.Parse(model), temperature), seed);

    private static uint[] Draws(TrainingStreams streams) =>
        [First(streams.Initialization()), First(streams.Dropout()), First(streams.SampleOrder())];

    private static uint First(MersenneTwister stream) => stream.NextUInt32();
}
