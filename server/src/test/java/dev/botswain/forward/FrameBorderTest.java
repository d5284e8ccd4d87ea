package dev.botswain.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBorderTest {
  private static final byte TEXT = (byte) 0x81;
  private static final byte PART = 0x01;
  private static final byte CLOSE = (byte) 0x88;

  private final FrameBorder border = new FrameBorder();

  private static Buffer frame(byte first, int length) {
    Buffer frame = Buffer.buffer().appendByte(first);
    if (length < 126) {
      frame.appendByte((byte) length);
    } else if (length < 1 << 16) {
      frame.appendByte((byte) 126).appendUnsignedShort(length);
    } else {
      frame.appendByte((byte) 127).appendLong(length);
    }
    // Payload that would be a frame if it were taken for one.
    for (int i = 0; i < length; i++) {
      frame.appendByte(CLOSE);
    }
    return frame;
  }

  /// After which of the bytes another frame may follow, given them one by one.
  private List<Integer> freeAfter(Buffer bytes) {
    var free = new ArrayList<Integer>();
    for (int i = 0; i < bytes.length(); i++) {
      border.pass(bytes.getBuffer(i, i + 1));
      if (border.isFree()) {
        free.add(i + 1);
      }
    }
    return free;
  }

  @Test
  void frames_ofAnyLength_endWhereTheyEnd() {
    var bytes = Buffer.buffer();
    var ends = new ArrayList<Integer>();
    for (int length : new int[] {0, 1, 125, 126, 300, 70_000, 2}) {
      bytes.appendBuffer(frame(length % 2 == 0 ? TEXT : PART, length));
      ends.add(bytes.length());
    }

    assertThat(freeAfter(bytes)).isEqualTo(ends);
  }

  @Test
  void severalFrames_inOnePiece_areFollowed() {
    border.pass(frame(TEXT, 300).appendBuffer(frame(TEXT, 5)));
    assertThat(border.isFree()).isTrue();

    border.pass(frame(TEXT, 300).getBuffer(0, 100));
    assertThat(border.isFree()).isFalse();
  }

  @Test
  void maskedFrame_hasFourBytesMore() {
    assertThat(freeAfter(Buffer.buffer(new byte[] {TEXT, (byte) 0x81, 9, 9, 9, 9, 7})))
        .containsExactly(7);
  }

  @Test
  void closeFrame_isTheLast() {
    border.pass(frame(CLOSE, 2));

    assertThat(border.isFree()).isFalse();
  }
}
