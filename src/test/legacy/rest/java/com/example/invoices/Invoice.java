// SPDX-License-Identifier: Apache-2.0
package com.example.invoices;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;

/** An invoice as our customers' programs have read it for years: every character of it is relied upon. */
public class Invoice {

    private String zip = "01067";
    private String issuedBy;
    private BigDecimal total = new BigDecimal("12345.60");
    private LocalDate due = LocalDate.of(2026, 2, 1);
    private Instant printed = Instant.parse("2026-01-02T03:04:05Z");
    private Date posted = new Date(1_767_323_045_000L);
    private Duration payWithin = Duration.ofDays(30);
    private Optional<String> note = Optional.empty();
    private OptionalInt copies = OptionalInt.of(2);
    private byte[] stamp = {1, 2, -3};
    private String nothing;

    public String getZip() {
        return zip;
    }

    public void setZip(String zip) {
        this.zip = zip;
    }

    @JsonbProperty("issued-by")
    public String getIssuedBy() {
        return issuedBy;
    }

    @JsonbProperty("issued-by")
    public void setIssuedBy(String issuedBy) {
        this.issuedBy = issuedBy;
    }

    @JsonbNumberFormat(value = "#,##0.00", locale = "de")
    public BigDecimal getTotal() {
        return total;
    }

    @JsonbNumberFormat(value = "#,##0.00", locale = "de")
    public void setTotal(BigDecimal total) {
        this.total = total;
    }

    @JsonbDateFormat("dd.MM.yyyy")
    public LocalDate getDue() {
        return due;
    }

    @JsonbDateFormat("dd.MM.yyyy")
    public void setDue(LocalDate due) {
        this.due = due;
    }

    public Instant getPrinted() {
        return printed;
    }

    public void setPrinted(Instant printed) {
        this.printed = printed;
    }

    public Date getPosted() {
        return posted;
    }

    public void setPosted(Date posted) {
        this.posted = posted;
    }

    public Duration getPayWithin() {
        return payWithin;
    }

    public void setPayWithin(Duration payWithin) {
        this.payWithin = payWithin;
    }

    public Optional<String> getNote() {
        return note;
    }

    public void setNote(Optional<String> note) {
        this.note = note;
    }

    public OptionalInt getCopies() {
        return copies;
    }

    public void setCopies(OptionalInt copies) {
        this.copies = copies;
    }

    public byte[] getStamp() {
        return stamp;
    }

    public void setStamp(byte[] stamp) {
        this.stamp = stamp;
    }

    public String getNothing() {
        return nothing;
    }

    public void setNothing(String nothing) {
        this.nothing = nothing;
    }

    @JsonbTransient
    public String getSecret() {
        return "not for customers";
    }
}
