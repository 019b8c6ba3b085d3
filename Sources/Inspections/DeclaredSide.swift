/// What the papers of a consignment claim, as written; nothing of it is verified here.
public struct DeclaredSide: Sendable, Hashable {
  /// The texts by the names of their fields; fields of a newer program are kept.
  public private(set) var texts: [String: String] = [:]

  /// Nothing declared yet.
  public init() {}

  /// The text of a field; empty where nothing was declared.
  public subscript(field: DeclaredField) -> String { texts[field.rawValue] ?? "" }

  /// Whether nothing is declared.
  public var isEmpty: Bool { texts.isEmpty }

  /// Takes changes over; an empty text takes the field back.
  public mutating func take(_ changes: [String: String]) {
    for (name, text) in changes { texts[name] = text.isEmpty ? nil : text }
  }

  /// The fields of one group that hold something, in their order on paper.
  public func filled(_ group: DeclaredField.Group) -> [DeclaredField] {
    DeclaredField.allCases.filter { $0.group == group && !self[$0].isEmpty }
  }
}

/// One thing that papers claim.
public enum DeclaredField: String, Sendable, Hashable, CaseIterable {
  case declaration, description, hs, quantity
  case grossWeight = "gross-weight"
  case netWeight = "net-weight"
  case value, currency, origin, destination, route
  case endUse = "end-use"
  case consignor, consignee
  case endUser = "end-user"
  case forwarder
  case licence
  case licenceIssuer = "licence-issuer"
  case licenceConsignee = "licence-consignee"
  case awb
  case houseAWB = "house-awb"
  case cmr, tir
  case billOfLading = "bill-of-lading"
  case container, ship
  case railNote = "rail-note"
  case wagon, mrn, vehicle, seal

  /// The groups in which a form asks for them.
  public enum Group: Sendable, Hashable, CaseIterable {
    /// The goods as declared.
    case goods
    /// Parties as written.
    case parties
    /// A licence or permit that is claimed.
    case licence
    /// Transport papers.
    case transport
  }

  /// The group it belongs to.
  public var group: Group {
    switch self {
    case .declaration, .description, .hs, .quantity, .grossWeight, .netWeight, .value, .currency, .origin,
      .destination, .route, .endUse:
      .goods
    case .consignor, .consignee, .endUser, .forwarder: .parties
    case .licence, .licenceIssuer, .licenceConsignee: .licence
    case .awb, .houseAWB, .cmr, .tir, .billOfLading, .container, .ship, .railNote, .wagon, .mrn, .vehicle, .seal:
      .transport
    }
  }

  /// The modes of transport for which the form asks for it; empty means all.
  public var modes: Set<String> {
    switch self {
    case .awb, .houseAWB: ["air"]
    case .cmr, .tir: ["land"]
    case .billOfLading, .container, .ship: ["sea"]
    case .railNote, .wagon: ["rail"]
    default: []
    }
  }

  /// The name shown to people.
  public var label: String {
    switch self {
    case .declaration: "Declaration"
    case .description: "Description"
    case .hs: "HS / NHM code"
    case .quantity: "Quantity"
    case .grossWeight: "Gross weight"
    case .netWeight: "Net weight"
    case .value: "Value"
    case .currency: "Currency"
    case .origin: "Origin"
    case .destination: "Destination"
    case .route: "Route"
    case .endUse: "Stated use"
    case .consignor: "Consignor"
    case .consignee: "Consignee"
    case .endUser: "End user"
    case .forwarder: "Forwarder"
    case .licence: "Licence or permit"
    case .licenceIssuer: "Issued by"
    case .licenceConsignee: "Consignee on it"
    case .awb: "Air waybill"
    case .houseAWB: "House air waybill"
    case .cmr: "CMR note"
    case .tir: "TIR carnet"
    case .billOfLading: "Bill of lading"
    case .container: "Container"
    case .ship: "Ship (IMO)"
    case .railNote: "CIM / SMGS note"
    case .wagon: "Wagon"
    case .mrn: "MRN"
    case .vehicle: "Vehicle"
    case .seal: "Seals"
    }
  }

  /// How it is written, for somebody who fills it in.
  public var example: String {
    switch self {
    case .declaration: "number and kind as on the paper"
    case .hs: "8504 40"
    case .quantity: "12 pcs"
    case .grossWeight, .netWeight: "88 kg"
    case .value: "1200"
    case .currency: "EUR"
    case .origin, .destination: "country, name or two letters"
    case .route: "places in order, with commas"
    case .consignor, .consignee, .endUser, .forwarder, .licenceConsignee: "as written; may be left out"
    case .awb: "020-12345675"
    case .container: "CSQU 305438 3; several with ;"
    case .ship: "9074729"
    case .wagon: "31 80 4567 123-4; several with ;"
    default: ""
    }
  }
}
