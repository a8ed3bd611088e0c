using System.Globalization;
using Reproduce.Core.Files;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

// What the process does is said on its standard output, a word and a value a line; on a line of input it goes on.
// make <folder> <count> <pause>: asks for toy artifacts 0 to <count>, and pauses before it makes number <pause>.
// halve <folder>: writes the first half of a toy artifact's file, and pauses.
// pretend <host> before these: as if the process ran on another machine of that name.
// share <folder> <count> <pause>: trains tiny image models 0 to <count> one after the other, with a checkpoint after each epoch, and pauses
// once, when it says something with the words <pause>.
Say("ready", Environment.ProcessId);
Console.ReadLine();
var process = ProcessIdentity.Current();
if (args is ["pretend", var host, ..])
{
    (process, args) = (process with { Host = host, Machine = host }, args[2..]);
}

switch (args)
{
    case ["make", var folder, var count, var pause]:
        Make(folder, Number(count), Number(pause));
        break;
    case ["halve", var folder]:
        Halve(folder);
        break;
    case ["share", var folder, var count, var pause]:
        Share(folder, Number(count), pause);
        break;
    default:
        throw new ArgumentException($"Unknown arguments: {string.Join(' ', args)}");
}

Say("done", Environment.ProcessId);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Say(string word, object value)
{
    Console.WriteLine($"{word} {value}");
    Console.Out.Flush();
}

ArtifactStore Open(string folder, Action<string> notice, Func<string, Stream> createFile) =>
    new(folder, notice, TimeProvider.System, createFile, process);

void Make(string folder, int count, int pause)
{
    var store = Open(folder, message => Say("notice", message), AtomicFile.Create);
    var all = store.GetOrCreateMany(ToyArtifacts.Keys(count), MakeMissing);
    Say("got", all.Count);

    IEnumerable<Artifact> MakeMissing(IReadOnlyList<ArtifactKey> missing)
    {
        for (var i = 0; i < missing.Count; i++)
        {
            if (i == pause)
            {
                Say("paused", i);
                Console.ReadLine();
            }

            Say("made", missing[i]);
            yield return ToyArtifacts.Make(missing[i]);
        }
    }
}

void Halve(string folder)
{
    var store = Open(folder, message => Say("notice", message), path => new HalfStream(path, () =>
    {
        Say("paused", path);
        Console.ReadLine();
    }));
    store.GetOrCreate(ToyArtifacts.Key(0), () => ToyArtifacts.Make(0));
}

void Share(string folder, int count, string pause)
{
    var hasPaused = false;
    var store = Open(folder, Notice, AtomicFile.Create);
    var progress = new Watcher(report => Tell("finished", report.Finished is { } model ? $"seed {model.Id.Seed}" : "elsewhere"));
    TinyImages.Repository(store, progress, new HurriedClock()).Get([.. Enumerable.Range(0, count).Select(TinyImages.Id)]);

    void Notice(string sentence) => Tell(sentence.StartsWith("Waiting", StringComparison.Ordinal) ? "waiting" : "notice", sentence);

    void Tell(string word, string text)
    {
        Say(word, text);
        if (!hasPaused && $"{word} {text}".Contains(pause, StringComparison.Ordinal))
        {
            hasPaused = true;
            Console.ReadLine();
        }
    }
}
