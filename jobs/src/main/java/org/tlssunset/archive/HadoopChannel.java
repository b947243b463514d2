package org.tlssunset.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file that Hadoop opened, as what reads zip archives asks for it. */
final class HadoopChannel implements SeekableByteChannel {

  private static final int MOST_AT_ONCE = 64 * 1024;

  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean closed;

  HadoopChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    byte[] bytes =
        new byte[(int) Math.min(size - position, Math.min(into.remaining(), MOST_AT_ONCE))];
    int count;
    try {
      in.seek(position);
      count = in.read(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw FetchedStream.told(e);
    }
    if (count > 0) {
      into.put(bytes, 0, count);
      position += count;
    }
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
