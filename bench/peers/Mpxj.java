import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.mpxj.Duration;
import org.mpxj.ProjectCalendar;
import org.mpxj.ProjectFile;
import org.mpxj.Relation;
import org.mpxj.RelationType;
import org.mpxj.Task;
import org.mpxj.TimeUnit;
import org.mpxj.cpm.MicrosoftScheduler;

/** Dates the network of bench.cpm with MPXJ. Argument: a file, a line for each task (minutes) and link (before after
 *  kind lag). Prints the milliseconds of building and of dating, the best of some rounds, and the last finish. */
public class Mpxj {
  private static final RelationType[] KINDS = {
    RelationType.FINISH_START, RelationType.START_START, RelationType.FINISH_FINISH, RelationType.START_FINISH
  };

  public static void main(String[] given) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(given[0]));
    int rounds = Integer.parseInt(given[1]);
    LocalDateTime begin = LocalDateTime.parse(given[2]);
    double build = Double.MAX_VALUE, solve = Double.MAX_VALUE;
    LocalDateTime finish = begin;
    for (int round = 0; round < rounds; round++) {
      long from = System.nanoTime();
      ProjectFile project = built(lines, begin);
      long between = System.nanoTime();
      new MicrosoftScheduler().schedule(project, begin);
      long until = System.nanoTime();
      build = Math.min(build, (between - from) / 1e6);
      solve = Math.min(solve, (until - between) / 1e6);
      finish = begin;
      for (Task task : project.getTasks()) {
        if (task.getFinish().isAfter(finish)) finish = task.getFinish();
      }
    }
    System.out.printf("{\"build_ms\": %.1f, \"pass_ms\": %.1f, \"finish\": \"%s\"}%n", build, solve, finish);
  }

  private static ProjectFile built(List<String> lines, LocalDateTime begin) {
    ProjectFile project = new ProjectFile();
    ProjectCalendar calendar = project.addDefaultBaseCalendar();
    project.getProjectProperties().setDefaultCalendar(calendar);
    project.getProjectProperties().setStartDate(begin);
    Task[] tasks = new Task[lines.size()];
    int count = 0;
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words.length == 1) {
        Task task = project.addTask();
        Duration length = Duration.getInstance(Integer.parseInt(line), TimeUnit.MINUTES);
        task.setDuration(length);
        task.setRemainingDuration(length);
        task.setActualDuration(Duration.getInstance(0, TimeUnit.MINUTES));
        tasks[count++] = task;
      } else {
        Duration lag = Duration.getInstance(Integer.parseInt(words[3]), TimeUnit.MINUTES);
        Task before = tasks[Integer.parseInt(words[0])];
        RelationType kind = KINDS[Integer.parseInt(words[2])];
        tasks[Integer.parseInt(words[1])].addPredecessor(
            new Relation.Builder().predecessorTask(before).type(kind).lag(lag));
      }
    }
    return project;
  }
}
