using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Reproduce.Core.Files;
using Reproduce.Core.Store;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class SafetensorsTest
{
    private static readonly Gen<float> AnyFloat = Gen.UInt.Select(BitConverter.UInt32BitsToSingle);

    private static readonly Gen<string> AnyName = Gen.String.Where(name => name != "__metadata__" && IsText(name));

    private static readonly Gen<NamedArray> AnyArray =
        from name in AnyName
        from shape in Gen.Long[0, 4].Array[0, 4]
        from values in AnyFloat.Array[(int)shape.Aggregate(1L, (product, extent) => product * extent)]
        select new NamedArray(name, [.. shape], values);

    [Test]
    public void A_file_is_length_header_and_data_as_documented()
    {
        NamedArray[] tensors =
        [
            new("layer.weight", [2, 1], new[] { 1f, -2f }),
            new("layer.bias", [], new[] { 0.5f }),
        ];

        var bytes = Safetensors.Serialize(tensors, [new("format", "pt")]);

        const string Header =
            """{"__metadata__":{"format":"pt"},"layer.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"""
            + "\"layer.bias\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
        Header.Length.Should().Be(160);
        bytes.Should().Equal(
        [
            160, 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(Header),
            0x00, 0x00, 0x80, 0x3f,
            0x00, 0x00, 0x00, 0xc0,
            0x00, 0x00, 0x00, 0x3f,
        ]);
    }

    [Test]
    public void A_hand_written_file_of_several_types_is_read()
    {
        // Blanks, another order of the properties, tensors out of the order of their data, padding: all allowed.
        const string Header = """
            { "labels" : { "data_offsets":[8, 24], "shape":[2], "dtype":"I64" }, "x":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
              "none":{"dtype":"F32","shape":[3,0],"data_offsets":[8,8]} }
            """;
        byte[] bytes =
        [
            .. BitConverter.GetBytes((long)Header.Length + 3),
            .. Encoding.ASCII.GetBytes(Header), .. "   "u8,
            0, 0, 0xc0, 0x3f, 0, 0, 0, 0x80,
            5, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        ];

        var content = Safetensors.Parse(bytes, "by hand");

        content.Tensors.Select(tensor => tensor.Name).Should().Equal("x", "none", "labels");
        content["x"].ToArray<float>().Should().Equal(1.5f, -0f);
        content["x"].Shape.Should().Equal(2, 1);
        content["labels"].ToArray<long>().Should().Equal(5, -1);
        content["none"].ToArray<float>().Should().BeEmpty();
        content.Metadata.Should().BeEmpty();
    }

    [Test]
    public void What_is_written_is_read_in_every_bit()
    {
        var anyTensors = AnyArray.Array[0, 5].Where(tensors => tensors.DistinctBy(tensor => tensor.Name).Count() == tensors.Length);
        var anyMetadata = Gen.Select(AnyName, AnyName, KeyValuePair.Create).Array[0, 3]
            .Where(metadata => metadata.DistinctBy(entry => entry.Key).Count() == metadata.Length);

        Gen.Select(anyTensors, anyMetadata).Sample((tensors, metadata) =>
        {
            var bytes = Safetensors.Serialize(tensors, metadata);
            var content = Safetensors.Parse(bytes, "any");

            content.Metadata.Should().Equal(metadata.ToImmutableDictionary());
            content.Tensors.Select(tensor => tensor.ToNamedArray()).OrderBy(tensor => tensor.Name, StringComparer.Ordinal)
                .Should().Equal(tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal));
            (BitConverter.ToInt64(bytes) % 8).Should().Be(0, "data start at a multiple of 8 bytes");
        });
    }

    [Test]
    public void The_order_of_tensors_with_elements_is_kept()
    {
        NamedArray[] tensors = [.. new[] { "z", "a", "m" }.Select(name => new NamedArray(name, [1], new[] { 1f }))];

        Safetensors.Parse(Safetensors.Serialize(tensors, []), "any").Tensors.Select(tensor => tensor.Name).Should().Equal("z", "a", "m");
    }

    [Test]
    public void Nothing_is_converted()
    {
        var content = Safetensors.Parse(Safetensors.Serialize([new("x", [1], new[] { 1f })], []), "any");

        var act = () => content["x"].ToArray<int>();
        var missing = () => content["y"];

        act.Should().Throw<InvalidDataException>().WithMessage("The elements of tensor 'x' are F32, not Int32.");
        missing.Should().Throw<KeyNotFoundException>().WithMessage("There is no tensor 'y', but x.");
    }

    [Test]
    public void Names_that_cannot_be_stored_are_refused()
    {
        NamedArray Named(string name) => new(name, [0], default);
        var twice = () => Safetensors.Serialize([Named("a"), Named("a")], []);
        var reserved = () => Safetensors.Serialize([Named("__metadata__")], []);
        var halfSurrogate = () => Safetensors.Serialize([Named("\udc00")], []);
        var metadataTwice = () => Safetensors.Serialize([], [new("a", ""), new("a", "")]);

        twice.Should().Throw<ArgumentException>().WithMessage("The name 'a' occurs twice or is reserved*");
        reserved.Should().Throw<ArgumentException>();
        halfSurrogate.Should().Throw<ArgumentException>();
        metadataTwice.Should().Throw<ArgumentException>();
    }

    [Test]
    public void A_shape_must_fit_its_values()
    {
        var fewer = () => new NamedArray("x", [2, 3], new float[5]);
        var negative = () => new NamedArray("x", [-1, -1], new float[1]);
        var absurd = () => new NamedArray("x", [1L << 32, 1L << 32], default);

        fewer.Should().Throw<ArgumentException>().WithMessage("'x' of shape [2, 3] needs 6 values, but has 5.*");
        negative.Should().Throw<ArgumentException>().WithMessage("*extents of 0 or more.*");
        absurd.Should().Throw<ArgumentException>("the product overflows to 0 in 64 bits");
    }

    private static bool IsText(string text)
    {
        try
        {
            return StrictUtf8.Instance.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
