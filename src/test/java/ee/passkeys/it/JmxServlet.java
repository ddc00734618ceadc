// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** The tests' window on the JMX of the server: what a console shows of this application. Not part of the demo. */
@WebServlet("/test/jmx")
public class JmxServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Calls an operation that takes texts, and writes what it returns. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] given = request.getParameterValues("with");
        String[] types = new String[given.length];
        Arrays.fill(types, String.class.getName());
        response.setContentType("text/plain");
        try {
            Object result = ManagementFactory.getPlatformMBeanServer()
                    .invoke(name(request, "Administration"), request.getParameter("do"), given, types);
            response.getWriter().print(result);
        } catch (RuntimeMBeanException e) {
            response.getWriter().print(e.getTargetException().getMessage());
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    private static ObjectName name(HttpServletRequest request, String type) throws JMException {
        return new ObjectName(
                "ee.passkeys:type=" + type + ",application=" + ObjectName.quote(request.getContextPath()));
    }

    /** Writes the health, and then a line for each number. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = name(request, "Passkeys");
            response.setContentType("text/plain");
            response.getWriter().println(server.getAttribute(name, "Health"));
            TabularData numbers = (TabularData) server.getAttribute(name, "Numbers");
            for (Object row : numbers.values()) {
                CompositeData number = (CompositeData) row;
                response.getWriter().println(number.get("key") + " " + number.get("value"));
            }
        } catch (JMException e) {
            throw new IOException(e);
        }
    }
}
