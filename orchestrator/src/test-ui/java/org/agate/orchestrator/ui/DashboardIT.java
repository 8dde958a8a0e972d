package org.agate.orchestrator.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.cli.Agate;
import org.agate.orchestrator.it.LabUnderTest;
import org.agate.vision.drift.ControlChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scientist opens the dashboard while a campaign runs.
class DashboardIT {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void pointsArriveWithoutReloadAndEveryPageIsFitToBeSeen() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        try (var lab = new LabUnderTest(folder).start().awaitDevices(9);
                var playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright.chromium().launch(options())) {
            long id = lab.startCampaign("{\"name\":\"cspbbr3-anneal\",\"kind\":\"CSPBBR3\",\"samples\":12,\"seed\":3,\"inFlight\":4}");
            var page = page(browser, 1440, 1000, ColorScheme.LIGHT);
            page.navigate(lab.url() + "/campaigns/" + id);
            page.waitForSelector("agate-simulated .simulated");
            page.waitForSelector("agate-convergence canvas");
            page.waitForFunction("() => document.querySelector('agate-live').textContent.includes('live')");

            int first = measured(page, 2);
            int later = measured(page, first + 2);
            assertThat(later).isGreaterThan(first);
            assertThat(page.locator("agate-convergence .chart").getAttribute("aria-label")).contains("best so far");
            assertThat(page.locator("agate-campaign .runs li").count()).isPositive();
            page.waitForSelector(".gallery img");
            assertThat((Boolean) page.evaluate(
                            "() => [...document.querySelectorAll('.gallery figure > a img')].slice(0, 2).every(i => i.complete && i.naturalWidth > 0)"))
                    .isTrue();
            measured(page, 9);
            page.locator(".gallery details summary").first().click();
            page.waitForFunction(
                    "() => { const i = document.querySelector('.gallery details[open] img'); return i && i.naturalWidth > 0; }");
            assertThat(page.locator(".gallery details[open] .reasons").textContent()).contains("points");

            for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (var width : List.of(1440, 768)) {
                    shoot(browser, lab, "/campaigns/" + id, "campaign", width, theme);
                    shoot(browser, lab, "/", "campaigns", width, theme);
                    shoot(browser, lab, "/devices", "devices", width, theme);
                }
            }
            assertThat(complaints).isEmpty();
        }
    }

    private static final String SHOWING = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: showing
              labels: {agate.org/kind: workflow}
            spec:
              definition: {title: Photograph and ask}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {id: look, uri: "kamelet:photograph"}
                    - step:
                        id: ask
                        steps:
                          - to: {uri: "operator:ask", parameters: {text: "Is it white?", choices: "yes,no"}}
            """;

    @Test
    void aQuestionShowsItsPhotographAndIsAnsweredWithAClick() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        try (var lab = new LabUnderTest(folder)
                        .draft("showing", SHOWING)
                        .start().awaitDevices(9).publish("showing");
                var playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright.chromium().launch(options())) {
            var page = page(browser, 1440, 1000, ColorScheme.LIGHT);
            page.navigate(lab.url() + "/");
            lab.post("/runs", "{\"workflow\":\"showing\",\"by\":\"Ada\"}");
            page.waitForSelector(".prompts img");
            page.waitForFunction("() => document.querySelector('.prompts img').naturalWidth > 0");
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("question-1440-light.png")));
            page.locator(".prompts .title input").fill("Ada");
            page.locator(".prompts .title input").blur();
            page.locator(".prompts button", new Page.LocatorOptions().setHasText("yes")).click();
            page.waitForFunction("() => !document.querySelector('.prompts')");
            assertThat(lab.get("/prompts").get(0).path("answeredBy").asText()).isEqualTo("Ada");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aPhotographThatIsDroppedShowsItsSharesAndWhereTheyWereSeen() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        var drawn = folder.resolve("drawn").toString();
        var data = folder.resolve("data").toString();
        agate("render", "--scene", "salt-sugar", "--n", "40", "--out", drawn);
        agate("vision", "train", drawn, "--model", "salt-sugar", "--data", data);
        Files.writeString(folder.resolve("note.jpg"), "not a photograph");
        try (var lab = new LabUnderTest(folder)
                        .with("agate.lab.embedded", "false")
                        .start();
                var playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright.chromium().launch(options())) {
            var page = page(browser, 1200, 800, ColorScheme.LIGHT);
            page.navigate(lab.url() + "/vision");
            page.waitForSelector("agate-vision input[type=file]");
            page.setInputFiles("agate-vision input[type=file]", folder.resolve("drawn/img12.jpg"));
            page.waitForSelector(".inference table");
            page.waitForFunction("() => document.querySelector('.inference img').naturalWidth > 0");
            assertThat(page.locator(".inference").textContent()).contains("salt", "sugar", "…");
            page.click(".inference summary");
            assertThat(page.locator(".inference .reasons li").count()).isEqualTo(5);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("vision-1200-light.png")));
            theReferenceDishIsLookedAt(page);
            assertThat(complaints).isEmpty();
            page.setInputFiles("agate-vision input[type=file]", folder.resolve("note.jpg"));
            page.waitForSelector("agate-vision [role=alert]");
            assertThat(page.locator("agate-vision [role=alert]").textContent()).contains("note.jpg", "whatever its name");
        }
    }

    private void theReferenceDishIsLookedAt(Page page) {
        page.click("agate-vision details.card > summary");
        page.waitForSelector("details.card ol li");
        for (int morning = 1; morning <= ControlChart.BASELINE; morning++) {
            page.setInputFiles("details.card input[type=file]", folder.resolve("drawn/img12.jpg"));
            page.waitForFunction(
                    "n => document.querySelector('details.card table') || document.querySelector('details.card').textContent.includes(n + ' checks')",
                    morning);
        }
        // A line that is flat counts as hidden.
        page.waitForSelector("details.card svg");
        assertThat(page.locator("details.card").textContent()).contains("share", "as usual");
        page.locator("details.card").scrollIntoViewIfNeeded();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("reference-1200-light.png")));
    }

    private static void agate(String... arguments) {
        assertThat(Agate.commandLine().execute(arguments)).isZero();
    }

    private static BrowserType.LaunchOptions options() {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(System.getProperty("agate.chromium", "/usr/bin/chromium")))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"));
    }

    private Page page(Browser browser, int width, int height, ColorScheme theme) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(theme)
                        .setDeviceScaleFactor(1))
                .newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /// Waits until the page itself, never reloaded, shows that many results.
    private static int measured(Page page, int least) {
        page.waitForFunction(
                "least => parseInt(document.querySelector('.facts div:nth-child(2) b')?.textContent ?? '0') >= least",
                least,
                new Page.WaitForFunctionOptions().setTimeout(120_000));
        var text = page.locator(".facts div:nth-child(2) b").textContent();
        return Integer.parseInt(text.substring(0, text.indexOf('/')));
    }

    private void shoot(Browser browser, LabUnderTest lab, String path, String name, int width, ColorScheme theme) {
        var page = page(browser, width, width == 768 ? 1024 : 1000, theme);
        page.navigate(lab.url() + path);
        page.waitForSelector("main .card:not(.skeleton)");
        if (name.equals("campaign")) {
            page.waitForSelector("agate-convergence canvas");
            page.waitForSelector(".gallery img");
        }
        page.waitForTimeout(700);
        // Nothing may stick out sideways, on the bench tablet least of all.
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("%s at %d", name, width)
                .isLessThanOrEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(java.util.Locale.ROOT)))));
        page.context().close();
    }
}
