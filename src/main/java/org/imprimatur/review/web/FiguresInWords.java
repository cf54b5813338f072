package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.desk.Words;
import org.imprimatur.review.Figures;
import org.springframework.stereotype.Component;

/** The four numbers as the pages of the chief editor show them. */
@Component
class FiguresInWords {

    private final Figures figures;
    private final Words words;

    FiguresInWords(Figures figures, Words words) {
        this.figures = figures;
        this.words = words;
    }

    List<FigureView> all() {
        return figures.all().stream().map(this::figure).toList();
    }

    private FigureView figure(Figures.Figure figure) {
        var counts = figure.days().stream().map(Figures.Day::count).toList();
        var chart = figure.kind().happens() ? Sparkline.bars(counts) : Sparkline.levels(counts);
        return new FigureView(
                figure.kind(),
                words.say(figure.more() ? "figures.more" : "figures.number", figure.now()),
                words.say(
                        figure.kind().happens() ? "figures.week.before" : "figures.before",
                        figure.before()),
                chart.area(),
                chart.line(),
                figure.days().stream()
                        .map(day -> new FigureView.Day(day.date(), day.count()))
                        .toList());
    }
}
