import ArgumentParser
import Inspections

/// One option for each field that papers claim; an empty text takes a field back.
struct DeclaredOptions: ParsableArguments {
  static let longest = 2_000
  @Option(help: "Number and kind of the declaration.") var declaration: String?
  @Option(help: "Goods as described.") var description: String?
  @Option(help: "HS or NHM code.") var hs: String?
  @Option(help: "Quantity.") var quantity: String?
  @Option(help: "Gross weight with its unit.") var grossWeight: String?
  @Option(help: "Net weight with its unit.") var netWeight: String?
  @Option(help: "Value.") var value: String?
  @Option(help: "Currency.") var currency: String?
  @Option(help: "Country of origin.") var origin: String?
  @Option(help: "Country of destination.") var destination: String?
  @Option(help: "Route with its transhipments.") var route: String?
  @Option(help: "Stated use.") var endUse: String?
  @Option(help: "Consignor as written.") var consignor: String?
  @Option(help: "Consignee as written.") var consignee: String?
  @Option(help: "End user as written.") var endUser: String?
  @Option(help: "Forwarder as written.") var forwarder: String?
  @Option(help: "Licence or permit claimed.") var licence: String?
  @Option(help: "Who issued it.") var licenceIssuer: String?
  @Option(help: "The consignee on it.") var licenceConsignee: String?
  @Option(help: "Air waybill.") var awb: String?
  @Option(name: .customLong("house-awb"), help: "House air waybill.") var houseAWB: String?
  @Option(help: "CMR note.") var cmr: String?
  @Option(help: "TIR carnet.") var tir: String?
  @Option(help: "Bill of lading.") var billOfLading: String?
  @Option(help: "Containers, with ;") var container: String?
  @Option(help: "IMO number of the ship.") var ship: String?
  @Option(help: "CIM or SMGS note.") var railNote: String?
  @Option(help: "Wagons, with ;") var wagon: String?
  @Option(help: "Movement reference number.") var mrn: String?
  @Option(help: "Vehicle.") var vehicle: String?
  @Option(help: "Seals.") var seal: String?

  /// What was given, by the names of records.
  var given: [String: String] {
    let all: [(DeclaredField, String?)] = [
      (.declaration, declaration), (.description, description), (.hs, hs), (.quantity, quantity),
      (.grossWeight, grossWeight), (.netWeight, netWeight), (.value, value), (.currency, currency),
      (.origin, origin), (.destination, destination), (.route, route), (.endUse, endUse),
      (
        .consignor,
        consignor
      ), (.consignee, consignee), (.endUser, endUser), (.forwarder, forwarder),
      (
        .licence,
        licence
      ), (.licenceIssuer, licenceIssuer), (.licenceConsignee, licenceConsignee), (.awb, awb),
      (.houseAWB, houseAWB), (.cmr, cmr), (.tir, tir), (.billOfLading, billOfLading),
      (
        .container,
        container
      ), (.ship, ship), (.railNote, railNote), (.wagon, wagon), (.mrn, mrn), (.vehicle, vehicle),
      (.seal, seal),
    ]
    var given: [String: String] = [:]
    for (field, text) in all {
      if let text { given[field.rawValue] = String(text.prefix(Self.longest)) }
    }
    return given
  }
}
