import Inspections

/// One group of a sheet as it is laid out on paper, whatever the paper is.
struct SheetSection {
  /// A line with a name before it; the name may be empty.
  struct Line: Hashable {
    let label: String
    let text: String
    /// What stands smaller behind it.
    var remark = ""
  }

  let title: SheetTitle
  var lines: [Line] = []

  /// The fourteen groups, in the order in which they are read; the hazards come before everything else.
  ///
  /// - Parameter language: the one beside English; goods are named in it where the catalog does.
  static func all(_ sheet: ReferralSheet, in language: SheetLanguage?) -> [SheetSection] {
    [
      reference(sheet), fields(.transport, sheet.transport), fields(.declared, sheet.declared),
      fields(.parties, sheet.parties), fields(.licence, sheet.licence), seen(sheet),
      fields(.measurements, sheet.measurements), safety(sheet), candidates(sheet, in: language), flags(sheet),
      list(.questions, sheet.questions), list(.actions, sheet.actions), basis(sheet), returned(sheet),
    ]
  }

  private static func fields(_ title: SheetTitle, _ fields: [ReferralSheet.Field]) -> SheetSection {
    SheetSection(title: title, lines: fields.map { Line(label: $0.label, text: $0.text, remark: $0.remark) })
  }

  private static func list(_ title: SheetTitle, _ texts: [String]) -> SheetSection {
    SheetSection(title: title, lines: texts.map { Line(label: "", text: $0) })
  }

  private static func reference(_ sheet: ReferralSheet) -> SheetSection {
    let reference = sheet.reference
    let lines = [
      Line(label: "Inspection", text: reference.inspection, remark: "kit \(reference.kit.prefix(12))"),
      Line(label: "Referred", text: reference.made), Line(label: "Post", text: reference.post),
      Line(label: "Mode", text: reference.mode), Line(label: "Officer", text: reference.officer),
    ]
    return SheetSection(title: .reference, lines: lines.filter { !$0.text.isEmpty })
  }

  private static func seen(_ sheet: ReferralSheet) -> SheetSection {
    var lines = sheet.seen.texts.map { Line(label: "", text: "“\($0)”") }
    lines += sheet.seen.features.map { Line(label: $0.label, text: $0.text, remark: $0.remark) }
    if !sheet.seen.notSeen.isEmpty {
      lines.append(Line(label: "Could not be seen", text: sheet.seen.notSeen.joined(separator: ", ")))
    }
    lines += sheet.seen.photographs.map {
      Line(label: "Photo, \($0.label)", text: $0.text, remark: String($0.name.prefix(12)))
    }
    return SheetSection(title: .seen, lines: lines)
  }

  private static func safety(_ sheet: ReferralSheet) -> SheetSection {
    var lines = sheet.safety.hazards.map { Line(label: "! \($0.label)", text: $0.text, remark: $0.remark) }
    lines += sheet.safety.notes.map { Line(label: "Noted", text: $0) }
    if lines.isEmpty { lines = [Line(label: "", text: "No hazard is known of what it may be; that is not a promise.")] }
    return SheetSection(title: .safety, lines: lines)
  }

  private static func candidates(_ sheet: ReferralSheet, in language: SheetLanguage?) -> SheetSection {
    var lines = [Line(label: sheet.outcome, text: "because \(sheet.reason)")]
    lines += sheet.candidates.filter { $0.probability != "0 %" }.map { goods in
      Line(
        label: "",
        text: goods.name + (language == .ru && !goods.otherName.isEmpty ? " / \(goods.otherName)" : ""),
        remark: goods.probability
      )
    }
    for group in sheet.findings {
      let codes = group.entries.map { "\($0.label) (\($0.remark))" }.joined(separator: ", ")
      lines.append(Line(label: group.verdict, text: codes, remark: group.entries.first?.text ?? ""))
      lines += group.conditions.map { condition in
        let reading = condition.reading.isEmpty ? "not read" : "read \(condition.reading)"
        return Line(label: "", text: "· \(condition.name), \(condition.limit): \(condition.result)", remark: reading)
      }
      if !group.missing.isEmpty {
        lines.append(Line(label: "", text: "· missing: \(group.missing.joined(separator: ", "))"))
      }
    }
    return SheetSection(title: .candidates, lines: lines)
  }

  private static func flags(_ sheet: ReferralSheet) -> SheetSection {
    let concern = sheet.concern
    var lines = [Line(label: concern.sentence, text: "")]
    lines += concern.measures.map { Line(label: "Measure", text: $0) }
    lines += concern.flags.map { Line(label: "", text: "☒ \($0.text)", remark: $0.remark) }
    lines += concern.remarks.filter { $0.standing != .agrees }.map { remark in
      Line(label: "", text: remark.sentence, remark: remark.facts.joined(separator: "; "))
    }
    lines += concern.note.map { Line(label: "Note", text: $0) }
    return SheetSection(title: .flags, lines: lines)
  }

  private static func basis(_ sheet: ReferralSheet) -> SheetSection {
    var lines: [Line] = []
    if !sheet.basis.editions.isEmpty {
      lines.append(Line(label: "Lists", text: sheet.basis.editions.joined(separator: "; ")))
    }
    lines.append(
      Line(
        label: "Program",
        text: "gauger \(sheet.basis.program), catalog \(sheet.basis.release.prefix(12))",
        remark: sheet.basis.age
      )
    )
    return SheetSection(title: .basis, lines: lines)
  }

  private static func returned(_ sheet: ReferralSheet) -> SheetSection {
    let lines =
      sheet.returned.map { Line(label: "", text: $0) } + [Line(label: "Time taken", text: "\(sheet.minutes) min")]
    return SheetSection(title: .returned, lines: lines)
  }
}

/// The titles of the fourteen groups, in English and beside it in another language.
enum SheetTitle: Int, CaseIterable {
  case reference = 1
  case transport, declared, parties, licence, seen, measurements, safety, candidates, flags, questions, actions, basis,
    returned

  var english: String {
    switch self {
    case .reference: "Reference"
    case .transport: "Transport papers"
    case .declared: "Declared"
    case .parties: "Parties as written, unverified"
    case .licence: "Licence claimed"
    case .seen: "What was seen"
    case .measurements: "Measurements"
    case .safety: "Safety"
    case .candidates: "What it may be, and the lists"
    case .flags: "Destination, end use, red flags"
    case .questions: "Questions for the expert"
    case .actions: "Suggested"
    case .basis: "What this rests on"
    case .returned: "Answer and time"
    }
  }

  func translated(_ language: SheetLanguage) -> String { language.titles[rawValue - 1] }
}

/// The languages that stand beside English on a sheet.
public enum SheetLanguage: String, Sendable, CaseIterable {
  case fr, ru, es

  var titles: [String] {
    switch self {
    case .fr:
      [
        "Référence", "Titres de transport", "Déclaré", "Parties telles qu’écrites, non vérifiées", "Licence invoquée",
        "Ce qui a été vu", "Mesures", "Sécurité", "Ce que cela peut être, et les listes",
        "Destination, usage final, signaux", "Questions à l’expert", "Proposé", "Fondement", "Réponse et durée",
      ]
    case .ru:
      [
        "Номер", "Транспортные документы", "Заявлено", "Стороны, как написано, не проверено", "Указанная лицензия",
        "Что увидено", "Измерения", "Безопасность", "Что это может быть, и списки",
        "Назначение, конечное использование, признаки", "Вопросы эксперту", "Предлагается", "Основание",
        "Ответ и время",
      ]
    case .es:
      [
        "Referencia", "Documentos de transporte", "Declarado", "Partes según lo escrito, sin verificar",
        "Licencia alegada", "Lo que se vio", "Mediciones", "Seguridad", "Qué puede ser, y las listas",
        "Destino, uso final, señales", "Preguntas al experto", "Propuesto", "En qué se basa", "Respuesta y tiempo",
      ]
    }
  }

  /// The standing sentence in this language.
  var notice: String {
    switch self {
    case .fr:
      "Aide à l’identification, pas une décision de classement ; seule l’autorité compétente décide. L’absence de "
        + "correspondance n’autorise pas la mainlevée."
    case .ru:
      "Помощь в идентификации, не решение о классификации; решает только компетентный орган. Отсутствие совпадения не "
        + "является разрешением на выпуск."
    case .es:
      "Ayuda a la identificación, no una resolución de clasificación; solo decide la autoridad competente. La falta de "
        + "coincidencia no autoriza el levante."
    }
  }
}
