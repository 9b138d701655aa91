import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.ReleaseDetails;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

/** Reads lines of flavour, tab and path; answers each with a line of JSON. One process for all: a virtual machine starts slowly. */
public final class Validate {
  private static final ObjectMapper json = new ObjectMapper();
  /** Of each rule; the answer says how often it was broken. */
  private static final int failuresShown = 3;

  public static void main(String[] words) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // Whatever the library prints on its own stays out of the answers.
    System.setOut(System.err);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", 2);
      out.println(json.writeValueAsString(validate(PDFAFlavour.fromString(parts[0]), parts[0], parts[1])));
    }
  }

  private static Map<String, Object> validate(PDFAFlavour flavour, String name, String path) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("file", path);
    answer.put("flavour", name);
    answer.put("version", ReleaseDetails.byId("core").getVersion());
    List<Map<String, Object>> failures = new ArrayList<>();
    // A flavour that the library does not know would be validated as some other one.
    if (flavour == PDFAFlavour.NO_FLAVOUR) return unread(answer, "there is no flavour " + name);
    ValidatorConfig config =
        ValidatorConfigBuilder.defaultBuilder().flavour(flavour).maxFails(-1).maxNumberOfDisplayedFailedChecks(failuresShown).showErrorMessages(true).build();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(config, flavour)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.PASSED) continue;
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("specification", assertion.getRuleId().getSpecification().getId());
        failure.put("clause", assertion.getRuleId().getClause());
        failure.put("test", assertion.getRuleId().getTestNumber());
        failure.put("times", result.getFailedChecks().getOrDefault(assertion.getRuleId(), 1));
        failure.put("rule", assertion.getMessage());
        failure.put("message", assertion.getErrorMessage());
        failure.put("object", assertion.getLocation().getContext());
        failures.add(failure);
      }
      answer.put("flavourChecked", result.getPDFAFlavour().getId());
      answer.put("checks", result.getTotalAssertions());
      answer.put("compliant", result.isCompliant());
      answer.put("ended", result.getJobEndStatus().getValue());
      answer.put("failures", failures);
      return answer;
    } catch (Exception fault) {
      return unread(answer, fault.toString());
    }
  }

  private static Map<String, Object> unread(Map<String, Object> answer, String why) {
    answer.put("unread", why);
    return answer;
  }
}
