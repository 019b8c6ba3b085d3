#if !Server
import Foundation

@main
struct WithoutServer {
  static func main() {
    let words =
      "gauger-central: this build has no server; build with 'swift build --traits Server --product gauger-central'\n"
    FileHandle.standardError.write(Data(words.utf8))
    exit(69)
  }
}
#endif
