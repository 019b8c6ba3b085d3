import Foundation

/// What the authority's server bears.
enum CentralMarks {
  static let usage = "usage: Benchmarks central [--program gauger-central] [--database postgres://…]"

  /// Measures the server, which lies beside this program unless it is named.
  static func run(_ arguments: [String]) throws -> Bool {
    var program = Options.beside("gauger-central")
    var database: String?
    var rest = arguments[...]
    while let option = rest.popFirst() {
      switch (option, rest.popFirst()) {
      case ("--program", let path?): program = URL(fileURLWithPath: path)
      case ("--database", let url?): database = url
      default: return false
      }
    }
    let load = CentralLoad(program: program, database: database)
    let rows = [
      try load.records(kits: 64, batches: 25, batchSize: 20, contentLength: 2_048),
      try load.records(kits: 16, batches: 100, batchSize: 20, contentLength: 2_048),
      try load.records(kits: 16, batches: 20, batchSize: 100, contentLength: 2_048),
      try load.records(kits: 64, batches: 50, batchSize: 1, contentLength: 4_096),
    ]
    printTable("The authority's server", CentralLoad.header, rows)
    return true
  }
}
