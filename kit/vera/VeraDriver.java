import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.ArrayList;
import java.util.Date;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks the veraPDF engine about many files in one Java machine.
 *
 * In:  lines `PROFILE,PROFILE<tab>PATH` on standard input; a profile is the name of one of the engine's own profile
 *      files, such as `PDFUA-1` or `PDFA-2A`.
 * Out: one JSON value per line, file and profile: either `failed` (rules with a count and the first place) or `error`.
 *
 * The engine would read its profiles through JAXB, which the npm package leaves out; so they are read here with the
 * XML parser that every Java has.
 */
public final class VeraDriver {
  /** The engine stops counting one rule after so many failures; the first place is all that is told. */
  private static final int FAILURES_PER_RULE = 50;

  private static final Map<String, ValidationProfile> PROFILES = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int tab = line.indexOf('\t');
      String path = line.substring(tab + 1);
      for (String profile : line.substring(0, tab).split(",")) {
        out.println("{\"file\":" + quoted(path) + ",\"profile\":" + quoted(profile) + "," + answer(path, profile) + "}");
      }
    }
  }

  private static String answer(String path, String profileName) {
    try {
      ValidationProfile profile = PROFILES.get(profileName);
      if (profile == null) {
        profile = readProfile(profileName);
        PROFILES.put(profileName, profile);
      }
      try (VeraPDFFoundry foundry = Foundries.defaultInstance();
          PDFAParser parser = foundry.createParser(new File(path), profile.getPDFAFlavour());
          PDFAValidator validator = foundry.createValidator(profile, FAILURES_PER_RULE, false, true, false)) {
        return describe(validator.validate(parser), profile.getRules().size());
      }
    } catch (Throwable problem) {
      // Also a NoClassDefFoundError: the npm package holds only part of the engine, and silence would look like a pass.
      return "\"error\":" + quoted(problem.toString());
    }
  }

  private static String describe(ValidationResult result, int rules) {
    Map<String, TestAssertion> first = new TreeMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
      String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
      first.putIfAbsent(rule, assertion);
      counts.merge(rule, 1, Integer::sum);
    }
    StringBuilder failed = new StringBuilder();
    for (Map.Entry<String, TestAssertion> entry : first.entrySet()) {
      TestAssertion assertion = entry.getValue();
      String said = assertion.getErrorMessage() != null ? assertion.getErrorMessage() : assertion.getMessage();
      String where = assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
      failed.append(failed.length() == 0 ? "" : ",").append("{\"rule\":").append(quoted(entry.getKey()))
          .append(",\"count\":").append(counts.get(entry.getKey()))
          .append(",\"message\":").append(quoted(said)).append(",\"where\":").append(quoted(where)).append("}");
    }
    return "\"compliant\":" + result.isCompliant() + ",\"rules\":" + rules + ",\"checks\":" + result.getTotalAssertions()
        + ",\"failed\":[" + failed + "]";
  }

  private static ValidationProfile readProfile(String name) throws Exception {
    String resource = "/org/verapdf/pdfa/validation/" + name + ".xml";
    Element root;
    try (InputStream in = PDFAFlavour.class.getResourceAsStream(resource)) {
      if (in == null) throw new IOException("The engine has no profile " + name);
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : elements(root, "rule")) rules.add(readRule(rule));
    Set<Variable> variables = new HashSet<>();
    for (Element variable : elements(root, "variable")) {
      variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
          text(variable, "defaultValue"), text(variable, "value")));
    }
    return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
  }

  private static Rule readRule(Element rule) {
    Element id = elements(rule, "id").get(0);
    Element error = elements(rule, "error").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : elements(error, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<>());
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> list = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) list.add((Element) found.item(index));
    return list;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static String quoted(String text) {
    if (text == null) return "null";
    StringBuilder out = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') out.append('\\').append(character);
      else if (character < 32) out.append(String.format("\\u%04x", (int) character));
      else out.append(character);
    }
    return out.append('"').toString();
  }
}
