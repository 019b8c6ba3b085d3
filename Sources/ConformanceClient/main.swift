import Foundation

// The suite wants 0 for done and 1 for anything else.
do {
  try Client(Options(Array(CommandLine.arguments.dropFirst()))).run()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
