package org.tlssunset.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Unpacks a zstd file: all its frames, each to its end.
 *
 * <p>The library's own stream takes a frame that is cut short for the file's end if the one before
 * it ended in the same stretch of input: lines would be lost and nobody told. Here the file may end
 * only where the decoder says that a frame does.
 */
final class ZstdStream extends BlockStream {

  private static final int INPUT_BYTES = 64 * 1024;

  /** A block's most. */
  private static final int OUTPUT_BYTES = 128 * 1024;

  private final byte[] input = new byte[INPUT_BYTES];

  /** Not yet decoded. */
  private final ByteBuffer packed = ByteBuffer.allocateDirect(INPUT_BYTES).limit(0);

  /** Decoded and not yet read. */
  private final ByteBuffer unpacked = ByteBuffer.allocateDirect(OUTPUT_BYTES).limit(0);

  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
  private boolean isInFrame;

  /** Whether the decoder may hold more than there was room for. */
  private boolean isFlushing;

  ZstdStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!unpacked.hasRemaining()) {
      if (!packed.hasRemaining() && !isFlushing && !fill()) {
        if (isInFrame) {
          throw new EOFException("truncated zstd frame");
        }
        return -1;
      }
      decode();
    }
    int count = Math.min(length, unpacked.remaining());
    unpacked.get(buffer, from, count);
    return count;
  }

  private void decode() throws IOException {
    unpacked.clear();
    try {
      isInFrame = !decoder.decompressDirectByteBufferStream(unpacked, packed);
    } catch (ZstdException e) {
      unpacked.limit(0);
      throw new IOException(e.getMessage(), e);
    }
    isFlushing = isInFrame && !unpacked.hasRemaining();
    unpacked.flip();
  }

  /**
   * @return false at the file's end
   */
  private boolean fill() throws IOException {
    int count = Math.max(0, in.read(input, 0, input.length));
    packed.clear().put(input, 0, count).flip();
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    super.close();
  }
}
