package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows with aligned columns. On a terminal that is too narrow, the widest columns are cut; in a
/// file or a pipe nothing is.
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final List<Column> columns;

  Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /// @param terminal null if the output is not a terminal
  List<String> lines(Iterable<JsonNode> rows, @Nullable Terminal terminal) {
    var cells = new ArrayList<List<String>>();
    cells.add(columns.stream().map(Column::title).toList());
    for (JsonNode row : rows) {
      cells.add(columns.stream().map(column -> column.cell().apply(row)).toList());
    }
    int[] widths = widths(cells, terminal);
    var lines = new ArrayList<String>();
    for (List<String> row : cells) {
      String line = line(row, widths);
      boolean title = lines.isEmpty() && terminal != null && terminal.colour();
      lines.add(title ? "\u001b[1m" + line + "\u001b[0m" : line);
    }
    return lines;
  }

  private int[] widths(List<List<String>> cells, @Nullable Terminal terminal) {
    var widths = new int[columns.size()];
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    int over = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      over += width;
    }
    over -= terminal == null ? over : terminal.columns();
    for (int widest = widest(widths); over > 0 && widths[widest] > NARROWEST; over--) {
      widths[widest]--;
      widest = widest(widths);
    }
    return widths;
  }

  /// Of the columns that may be cut, or the first.
  private int widest(int[] widths) {
    int widest = 0;
    for (int i = 0; i < widths.length; i++) {
      boolean cut = columns.get(i).kind() == Column.Kind.TEXT;
      boolean better = columns.get(widest).kind() != Column.Kind.TEXT || widths[i] > widths[widest];
      widest = cut && better ? i : widest;
    }
    return widest;
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(row.get(i), widths[i]);
      String blank = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).kind() == Column.Kind.NUMBER ? blank + cell : cell + blank);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
