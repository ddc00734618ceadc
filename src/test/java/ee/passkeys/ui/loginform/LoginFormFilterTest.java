// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.ui.loginform.Visit.Application;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are changed, which go by, and what the headers say afterwards. */
class LoginFormFilterTest {

    private static final String PAGE =
            "<form action=j_security_check><input name=j_username><input type=password name=j_password>é</form>";

    private final Logger logger = Logger.getLogger(LoginFormReport.class.getName());
    private final List<LogRecord> log = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord each) {
            log.add(each);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void changesAPageThatIsWrittenAsText() throws Exception {
        Visit visit = visit(page());

        assertThat(visit.text())
                .contains("autocomplete=\"username webauthn\" name=j_username", "é</form><link", "<passkey-sign-in");
        assertThat(visit.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(visit.header("Content-Length")).isEqualTo("" + visit.bytes().length);
    }

    @Test
    void changesAPageThatIsWrittenAsBytesAndForgetsWhatHeldForTheOldOne() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html");
            response.setHeader("ETag", "W/\"1\"");
            response.addDateHeader("Last-Modified", 5);
            response.setHeader("Accept-Ranges", "bytes");
            response.setHeader("X-Other", "stays");
            response.setContentLengthLong(PAGE.getBytes(UTF_8).length);
            response.getOutputStream().write(PAGE.getBytes(UTF_8));
        });

        assertThat(visit.text()).contains("<passkey-sign-in");
        assertThat(visit.header("ETag")).isNull();
        assertThat(visit.header("Last-Modified")).isNull();
        assertThat(visit.header("Accept-Ranges")).isNull();
        assertThat(visit.header("X-Other")).isEqualTo("stays");
        assertThat(visit.header("Content-Length")).isEqualTo("" + visit.bytes().length);
    }

    @Test
    void namesTheCharsetThatTheContainerWouldHaveNamed() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html");
            response.getWriter().print(PAGE);
            response.setContentType("text/html; charset=UTF-8");
            response.setCharacterEncoding("UTF-16");
        });

        assertThat(visit.contentType()).isEqualTo("text/html;charset=ISO-8859-1");
        assertThat(new String(visit.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("é</form>", "<passkey-sign-in");
    }

    @Test
    void changesAPageThatSaysLateThatItIsOne() throws Exception {
        Visit bytes = visit((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            assertThat(response.getOutputStream()).isSameAs(out);
            response.setContentType("text/html");
            out.write(PAGE.getBytes(UTF_8));
        });
        Visit text = visit((request, response) -> {
            PrintWriter out = response.getWriter();
            response.setContentType("text/html;charset=UTF-8");
            out.print(PAGE);
        });

        assertThat(bytes.text()).contains("<passkey-sign-in");
        assertThat(bytes.contentType()).isEqualTo("text/html");
        assertThat(text.text()).contains("<passkey-sign-in");
        assertThat(text.contentType()).isEqualTo("text/html;charset=ISO-8859-1");
    }

    @Test
    void passesOnWhatSaysLateThatItIsNoPage() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setHeader("ETag", "\"1\"");
            ServletOutputStream out = response.getOutputStream();
            response.setContentType("text/css");
            out.print(PAGE.substring(0, 30));
            out.flush();
        });

        assertThat(visit.text()).isEqualTo(PAGE.substring(0, 30));
        assertThat(visit.header("ETag")).isEqualTo("\"1\"");
        assertThat(visit.calls()).containsExactly("flush");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403})
    void changesLoginPagesThatSayWhoeverComesIsNotLetIn(int status) throws Exception {
        assertThat(visit(status(status)).text()).contains("<passkey-sign-in");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 206, 404, 500, 503})
    void leavesOtherAnswersAlone(int status) throws Exception {
        assertThat(visit(status(status)).text()).isEqualTo(PAGE);
    }

    @Test
    void leavesUsersAlone() throws Exception {
        assertUntouched(new Visit().asking("getRemoteUser", "bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "OPTIONS"})
    void leavesOtherMethodsAlone(String method) throws Exception {
        assertUntouched(new Visit().asking("getMethod", method));
    }

    @Test
    void leavesOurOwnPagesAlone() throws Exception {
        assertUntouched(new Visit().asking("getServletPath", "/passkeys"));
        assertUntouched(new Visit().asking("getServletPath", "/passkeys/api"));
        assertThat(new Visit()
                        .asking("getServletPath", "/passkeys-of-the-host")
                        .through(filter(GraftMode.ON), page())
                        .text())
                .contains("<passkey-sign-in");
    }

    @Test
    void changesWhatAPostAnswers() throws Exception {
        assertThat(new Visit()
                        .asking("getMethod", "POST")
                        .through(filter(GraftMode.ON), page())
                        .text())
                .contains("<passkey-sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "text/htmlx-not", ""})
    void passesEverythingElseOnByItsOwnStream(String type) throws Exception {
        Visit visit = visit((request, response) -> {
            if (!type.isEmpty()) {
                response.setContentType(type);
            }
            response.setHeader("ETag", "\"1\"");
            response.setIntHeader("Content-Length", 3);
            assertThat(response.getHeader("ETag")).isEqualTo("\"1\"");
            assertThat(response.containsHeader("Content-Length")).isTrue();
            response.getOutputStream().print("abc");
            response.flushBuffer();
        });

        assertThat(visit.text()).isEqualTo("abc");
        assertThat(visit.header("ETag")).isEqualTo("\"1\"");
        assertThat(visit.header("Content-Length")).isEqualTo("3");
        assertThat(visit.calls()).containsExactly("flushBuffer");
    }

    @Test
    void keepsTheHeadersOfAnAnswerWithoutContent() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setStatus(304);
            response.addHeader("ETag", "\"1\"");
            response.addIntHeader("Content-Length", 0);
            response.setDateHeader("Last-Modified", 7);
        });

        assertThat(visit.header("ETag")).isEqualTo("\"1\"");
        assertThat(visit.header("Content-Length")).isEqualTo("0");
        assertThat(visit.header("Last-Modified")).isEqualTo("7");
    }

    @Test
    void keepsTheHeadersOfAPageThatStays() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html");
            response.setHeader("ETag", "\"1\"");
            response.setContentLength(5);
            response.getOutputStream().print("<p>ab");
        });

        assertThat(visit.text()).isEqualTo("<p>ab");
        assertThat(visit.header("ETag")).isEqualTo("\"1\"");
        assertThat(visit.header("Content-Length")).isEqualTo("5");
    }

    @Test
    void changesACompressedPage() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(Gzip.pack(PAGE.getBytes(UTF_8)));
        });

        assertThat(visit.header("Content-Length")).isEqualTo("" + visit.bytes().length);
        assertThat(new String(Gzip.unpack(visit.bytes(), 100_000), UTF_8)).contains("<passkey-sign-in", "é</form>");
    }

    @Test
    void passesOnWhatSaysThatItIsCompressedAndIsNot() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(PAGE.getBytes(UTF_8));
        });

        assertThat(visit.text()).isEqualTo(PAGE);
        assertThat(log)
                .singleElement()
                .satisfies(each -> assertThat(each.getThrown()).isInstanceOf(IOException.class));
    }

    @Test
    void unpacksNoBomb() throws Exception {
        byte[] bomb = Gzip.pack((PAGE + " ".repeat(20_000_000)).getBytes(UTF_8));
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(bomb);
        });

        assertThat(visit.bytes()).isEqualTo(bomb);
    }

    @ParameterizedTest
    @CsvSource({"Content-Encoding, br, neither gzip nor none", "Cache-Control, 'public, No-Transform', no-transform"})
    void refusesWhatMustNotBeChanged(String header, String value, String why) throws Exception {
        Visit visit = visit((request, response) -> {
            response.setHeader(header, value);
            page().answer(request, response);
        });

        assertThat(visit.text()).isEqualTo(PAGE);
        assertThat(lines(Level.WARNING)).singleElement().asString().contains(why);
    }

    @Test
    void readsThePolicyOfTheAnswer() throws Exception {
        Visit visit = visit((request, response) -> {
            response.addHeader("Content-Security-Policy", "script-src 'nonce-abc'");
            page().answer(request, response);
        });

        assertThat(visit.text()).contains("passkeys.js\" nonce=\"abc\"");
    }

    @Test
    void waitsForTheEndWhateverIsFlushed() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            PrintWriter out = response.getWriter();
            assertThat(response.getWriter()).isSameAs(out);
            out.print(PAGE.substring(0, 20));
            out.flush();
            response.flushBuffer();
            out.print(PAGE.substring(20));
        });

        assertThat(visit.text()).contains("<passkey-sign-in");
        assertThat(visit.calls()).isEmpty();
    }

    @Test
    void takesAClosedPageForComplete() throws Exception {
        Visit visit = visit((request, response) -> {
            page().answer(request, response);
            response.getWriter().close();
            response.getWriter().close();
        });

        assertThat(visit.text()).containsOnlyOnce("<passkey-sign-in");
        assertThat(visit.calls()).containsOnlyOnce("close");
    }

    @Test
    void givesUpOnALargePage() throws Exception {
        String large = PAGE + "x".repeat(BufferingResponse.LIMIT);
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("ETag", "\"1\"");
            response.getWriter().print(large);
        });

        assertThat(visit.text()).isEqualTo(large);
        assertThat(visit.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void forgetsWhatTheApplicationTakesBack() throws Exception {
        Visit visit = visit((request, response) -> {
            page().answer(request, response);
            response.resetBuffer();
            response.getWriter().print("<p>other");
        });
        assertThat(visit.text()).isEqualTo("<p>other");

        Visit anew = visit((request, response) -> {
            page().answer(request, response);
            response.setHeader("ETag", "\"1\"");
            response.reset();
            response.setContentType("text/plain");
            response.getOutputStream().print("other");
        });
        assertThat(anew.text()).isEqualTo("other");
        assertThat(anew.header("ETag")).isNull();
    }

    @Test
    void sendsErrorsAndRedirectsInThePlaceOfAPage() throws Exception {
        Visit error = visit((request, response) -> {
            page().answer(request, response);
            response.sendError(403);
        });
        assertThat(error.bytes()).isEmpty();
        assertThat(error.calls()).containsExactly("sendError");

        Visit elsewhere = visit((request, response) -> {
            page().answer(request, response);
            response.sendRedirect("/shop/");
        });
        assertThat(elsewhere.bytes()).isEmpty();
        assertThat(elsewhere.calls()).containsExactly("sendRedirect");
    }

    @Test
    void letsTheFaultsOfTheApplicationThrough() {
        assertThatThrownBy(() -> visit((request, response) -> {
                    page().answer(request, response);
                    throw new IllegalArgumentException("its own");
                }))
                .hasMessage("its own");
    }

    @Test
    void holdsNothingBackThatGoesOnAfterTheRequest() throws Exception {
        Visit visit = visit((request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().print(PAGE.substring(0, 10));
            request.startAsync();
            response.getOutputStream().setWriteListener(null);
            response.getOutputStream().print("more");
        });

        assertThat(visit.text()).isEqualTo(PAGE.substring(0, 10) + "more");
        assertThat(visit.calls()).contains("startAsync", "setWriteListener");
    }

    @Test
    void findsItsFilesFromTheAddressThatTheBrowserShows() throws Exception {
        Visit forwarded = new Visit()
                .asking("getDispatcherType", DispatcherType.FORWARD)
                .asking("getAttribute", "/shop/user/orders/7")
                .through(filter(GraftMode.ON), page());
        Visit itself = new Visit().through(filter(GraftMode.ON), page());

        assertThat(forwarded.text()).contains("src=\"../../passkeys/passkeys.js\"");
        assertThat(itself.text()).contains("src=\"./passkeys/passkeys.js\"");
    }

    @Test
    void looksAtAForwardedPageOnce() throws Exception {
        LoginFormFilter filter = filter(GraftMode.ON);
        Visit visit = new Visit()
                .through(
                        filter,
                        (request, response) -> filter.doFilter(
                                request,
                                new HttpServletResponseWrapper(response),
                                (inner, answer) ->
                                        page().answer((HttpServletRequest) inner, (HttpServletResponse) answer)));

        assertThat(visit.text()).containsOnlyOnce("<passkey-sign-in");
    }

    @Test
    void asksForTheWholePageThatIsShownInThePlaceOfAnother() throws Exception {
        Application conditional = (request, response) -> {
            boolean asked = request.getHeader("If-None-Match") != null
                    || request.getHeaders("if-modified-since").hasMoreElements()
                    || request.getDateHeader("If-Modified-Since") >= 0;
            response.setStatus(asked ? 304 : 200);
        };
        Visit forward = conditional().asking("getDispatcherType", DispatcherType.FORWARD);
        Visit reported = conditional().asking("getDispatcherType", DispatcherType.FORWARD);

        assertThat(forward.through(filter(GraftMode.ON), conditional).status()).isEqualTo(200);
        assertThat(conditional().through(filter(GraftMode.ON), conditional).status())
                .isEqualTo(304);
        assertThat(reported.through(filter(GraftMode.REPORT), conditional).status())
                .isEqualTo(304);
    }

    @Test
    void onlyReports() throws Exception {
        LoginFormFilter filter = filter(GraftMode.REPORT);
        for (int i = 0; i < 3; i++) {
            Visit visit = new Visit().through(filter, (request, response) -> {
                response.setHeader("ETag", "\"1\"");
                page().answer(request, response);
            });
            assertThat(visit.text()).isEqualTo(PAGE);
            assertThat(visit.header("ETag")).isEqualTo("\"1\"");
            assertThat(visit.header("Content-Length")).isNull();
        }

        assertThat(lines(Level.INFO))
                .containsExactly(
                        "Login page /login.jsp: would get \"webauthn\" in the autocomplete of j_username",
                        "Login page /login.jsp: would get a passkey button and its script after the form");
    }

    @Test
    void reportsWhatItWouldRefuse() throws Exception {
        new Visit().through(filter(GraftMode.REPORT), (request, response) -> {
            response.setHeader("Content-Security-Policy", "script-src 'none'");
            page().answer(request, response);
        });

        assertThat(lines(Level.WARNING))
                .containsExactly(
                        "Login page /login.jsp: not changed, because its content security policy forbids scripts of its own server: script-src");
    }

    @Test
    void logsNoMoreThanTheOperatorCanRead() throws Exception {
        LoginFormFilter filter = filter(GraftMode.REPORT);
        for (int i = 0; i < 1000; i++) {
            new Visit().asking("getServletPath", "/a\n" + i).through(filter, page());
        }

        assertThat(log).hasSizeLessThanOrEqualTo(500);
        assertThat(lines(Level.INFO)).isNotEmpty().noneMatch(line -> line.contains("\n"));
    }

    private static Visit conditional() {
        return new Visit().sending("If-None-Match", "\"1\"").sending("If-Modified-Since", "then");
    }

    private static Application page() {
        return status(200);
    }

    private static Application status(int status) {
        return (request, response) -> {
            response.setStatus(status);
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(PAGE);
        };
    }

    private static Visit visit(Application application) throws Exception {
        return new Visit().through(filter(GraftMode.ON), application);
    }

    private static void assertUntouched(Visit visit) throws Exception {
        assertThat(visit.through(filter(GraftMode.ON), page()).text()).isEqualTo(PAGE);
    }

    private static LoginFormFilter filter(GraftMode mode) {
        return new LoginFormFilter(new GraftSettings(mode, Optional.empty()), () -> mode);
    }

    private List<String> lines(Level level) {
        return log.stream()
                .filter(each -> each.getLevel().equals(level))
                .map(each -> each.getParameters() == null
                        ? each.getMessage()
                        : java.text.MessageFormat.format(each.getMessage(), each.getParameters()))
                .toList();
    }
}
