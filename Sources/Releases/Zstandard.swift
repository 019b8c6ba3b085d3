import CZstd

/// Compression of what is shipped: one Zstandard frame with a checksum.
public enum Zstandard {
  /// The window that a reader has memory for, as a power of two: 8 MiB.
  static let widestWindow: Int32 = 23

  /// Compresses bytes.
  ///
  /// - Parameter level: 1 to 19; what is packed once and fetched by every kit deserves much.
  public static func compress(_ bytes: [UInt8], level: Int) throws(ReleaseError) -> [UInt8] {
    guard let context = ZSTD_createCCtx() else { throw .damagedCompression("there is no memory to compress") }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: min(max(level, 1), 19)))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress2(context, &output, output.count, bytes, bytes.count)
    guard ZSTD_isError(count) == 0 else { throw .damagedCompression(String(cString: ZSTD_getErrorName(count))) }
    output.removeLast(output.count - count)
    return output
  }

  /// Decompresses what is known to be small.
  public static func decompress(_ bytes: [UInt8], limit: Int) throws(ReleaseError) -> [UInt8] {
    let reader = try ZstandardReader(Self.source(bytes), limit: limit)
    var output: [UInt8] = []
    while let chunk = try reader.next() { output += chunk }
    return output
  }

  /// Gives bytes that lie in memory as a source.
  public static func source(_ bytes: [UInt8]) -> ByteSource {
    var rest: [UInt8]? = bytes
    return { () throws(ReleaseError) -> [UInt8]? in
      defer { rest = nil }
      return rest
    }
  }
}

/// Gives one chunk of bytes after the other, and nil at the end.
public typealias ByteSource = () throws(ReleaseError) -> [UInt8]?

/// Decompresses one Zstandard frame chunk by chunk, in bounded memory and to a bounded length.
final class ZstandardReader {
  private let context: OpaquePointer
  private let source: ByteSource
  private let limit: Int
  private var input: [UInt8] = []
  private var position = 0
  private var produced = 0
  private var frameIsOver = false
  /// Whether the last chunk was filled to its end, so that more may wait inside without any further input.
  private var mayHoldBack = false

  /// - Parameter limit: how many bytes may come out; a small file can hold a frame that unfolds without end.
  init(_ source: @escaping ByteSource, limit: Int) throws(ReleaseError) {
    guard let context = ZSTD_createDCtx() else { throw .damagedCompression("there is no memory to decompress") }
    self.context = context
    self.source = source
    self.limit = limit
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Zstandard.widestWindow)
  }

  deinit { ZSTD_freeDCtx(context) }

  /// The next bytes, or nil after the end of the frame.
  func next() throws(ReleaseError) -> [UInt8]? {
    while !frameIsOver {
      if !mayHoldBack { try refill() }
      let chunk = try decompress()
      if !chunk.isEmpty { return chunk }
    }
    if position == input.count { try refillAfterFrame() }
    guard position == input.count else { throw .damagedCompression("something follows its end") }
    return nil
  }

  private func refill() throws(ReleaseError) {
    guard position == input.count else { return }
    guard let more = try source() else { throw .damagedCompression("it ends too early") }
    input = more
    position = 0
  }

  private func refillAfterFrame() throws(ReleaseError) {
    while position == input.count, let more = try source() {
      input = more
      position = 0
    }
  }

  private func decompress() throws(ReleaseError) -> [UInt8] {
    var code = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: ZSTD_DStreamOutSize()) { output, count in
      var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      input.withUnsafeBufferPointer { bytes in
        var taken = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: position)
        code = ZSTD_decompressStream(context, &target, &taken)
        position = taken.pos
      }
      count = target.pos
    }
    guard ZSTD_isError(code) == 0 else { throw .damagedCompression(String(cString: ZSTD_getErrorName(code))) }
    frameIsOver = code == 0
    mayHoldBack = chunk.count == ZSTD_DStreamOutSize()
    produced += chunk.count
    guard produced <= limit else { throw .tooLarge("a decompressed part, in bytes,", limit: limit) }
    return chunk
  }
}
