System.IO.File.WriteAllText("/tmp/toy.csv", Reproduce.Core.Data.ToyRing.Generate().ToCsv()); System.Console.WriteLine(TorchSharp.torch.ones(2).sum().item<float>());
